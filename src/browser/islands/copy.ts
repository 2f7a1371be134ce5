import { clear, element as make, icon } from '../element.ts'

/** Adds the button that copies the field. `execCommand` is what Chrome 65 has, and what works without HTTPS. */
export function copy(element: HTMLElement): void {
  const input = element.querySelector('input')
  if (!input) return
  const button = make('button', 'icon-button copy-button')
  const status = make('span', 'visually-hidden')
  button.type = 'button'
  status.setAttribute('role', 'status')
  const show = (name: string, label: string | undefined) => {
    clear(button)
    button.appendChild(icon(name))
    button.title = label || ''
    button.setAttribute('aria-label', label || '')
  }
  button.addEventListener('click', () => {
    input.select()
    if (!document.execCommand('copy')) return
    status.textContent = element.dataset['copied'] || ''
    show('check', element.dataset['copied'])
  })
  input.addEventListener('focus', () => input.select())
  input.classList.add('input-has-toggle')
  show('copy', element.dataset['copy'])
  element.appendChild(button)
  element.appendChild(status)
}
