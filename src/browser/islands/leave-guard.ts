import { isChanged, rememberState } from '../form-changes.ts'

/** Asks before leaving with changes that were not sent. */
export function leaveGuard(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return
  const form = element
  let sending = false
  rememberState(form)
  form.addEventListener('submit', (event) => {
    sending = !event.defaultPrevented
  })
  window.addEventListener('pageshow', () => {
    sending = false
  })
  window.addEventListener('beforeunload', (event) => {
    if (sending || !document.contains(form) || !isChanged(form)) return
    event.preventDefault()
    // Chrome before 119 asks only when this is set.
    event.returnValue = ''
  })
}
