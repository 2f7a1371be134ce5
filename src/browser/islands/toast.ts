// Long enough to read a sentence and reach the button; nobody loses it while pointing at or in it.
const SHOWN_MS = 8_000
const SHOWN_WITH_UNDO_MS = 15_000

export function toast(element: HTMLElement): void {
  const close = element.querySelector<HTMLElement>('[data-toast-close]')
  const lasting = element.querySelector('.toast-undo') ? SHOWN_WITH_UNDO_MS : SHOWN_MS
  let timer = 0
  const hide = () => element.remove()
  const start = () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(hide, lasting)
  }
  const pause = () => window.clearTimeout(timer)
  if (close) {
    close.hidden = false
    close.addEventListener('click', hide)
  }
  element.addEventListener('mouseenter', pause)
  element.addEventListener('focusin', pause)
  element.addEventListener('mouseleave', start)
  element.addEventListener('focusout', start)
  start()
}
