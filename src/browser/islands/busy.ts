// A form that answers with a file never leaves the page, so the button comes back after a while.
const RELEASED_AFTER_MS = 8_000

/** One press sends once: later ones do nothing, and the button says that something is going on. */
export function busy(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return
  const form = element
  let isSending = false
  let pressed: HTMLButtonElement | null = null
  const release = () => {
    isSending = false
    pressed?.removeAttribute('aria-busy')
  }
  form.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('button') : null
    if (target && target.type === 'submit') pressed = target
  })
  form.addEventListener('submit', (event) => {
    if (isSending) {
      event.preventDefault()
      return
    }
    isSending = true
    const button = pressed || form.querySelector<HTMLButtonElement>('button[type=submit]')
    button?.setAttribute('aria-busy', 'true')
    pressed = button
    window.setTimeout(release, RELEASED_AFTER_MS)
  })
  // Back from the next page, the form may be sent again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) release()
  })
}
