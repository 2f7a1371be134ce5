import { clear, element as make, icon } from '../element.ts'

/** Adds the button that shows what is typed. */
export function password(element: HTMLElement): void {
  const input = element.querySelector('input')
  if (!input) return
  const button = make('button', 'icon-button password-toggle')
  button.type = 'button'
  const show = (shown: boolean) => {
    input.type = shown ? 'text' : 'password'
    clear(button)
    button.appendChild(icon(shown ? 'eye-off' : 'eye'))
    button.setAttribute('aria-label', (shown ? element.dataset['hide'] : element.dataset['show']) || '')
    button.setAttribute('aria-pressed', String(shown))
  }
  button.addEventListener('click', () => show(input.type === 'password'))
  // What is sent is a password again, so that browsers offer to keep it.
  input.form?.addEventListener('submit', () => show(false))
  input.classList.add('input-has-toggle')
  show(false)
  element.appendChild(button)
}
