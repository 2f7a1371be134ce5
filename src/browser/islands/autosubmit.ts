/** Sends a filter form as soon as something in it is chosen. */
export function autosubmit(element: HTMLElement): void {
  element.addEventListener('change', () => {
    const form = element instanceof HTMLFormElement ? element : element.closest('form')
    form?.submit()
  })
}
