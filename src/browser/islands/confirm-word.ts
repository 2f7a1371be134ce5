/** Keeps the form's danger button off until the word is typed. The server checks it again. */
export function confirmWord(element: HTMLElement): void {
  const form = element.closest('form')
  const input = element.querySelector('input')
  const button = form?.querySelector<HTMLButtonElement>('.button-danger')
  if (!input || !button) return
  const check = () => {
    button.disabled = input.value.trim() !== element.dataset['word']
  }
  input.addEventListener('input', check)
  window.addEventListener('pageshow', check)
  check()
}
