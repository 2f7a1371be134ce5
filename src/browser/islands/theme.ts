import { fieldsOf, postFields } from '../fetch.ts'

/** Changes the theme at once and tells the server without leaving the page. */
export function theme(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return
  element.querySelectorAll('button').forEach((button) => {
    button.addEventListener('click', (event) => {
      event.preventDefault()
      document.documentElement.setAttribute('data-theme', button.value)
      const fields = fieldsOf(element)
      fields.set('theme', button.value)
      // The attribute, since a field named "action" would hide the property.
      void postFields(element.getAttribute('action') || '', fields)
      const other = Array.from(element.querySelectorAll('button')).find((one) => one !== button)
      other?.focus()
    })
  })
}
