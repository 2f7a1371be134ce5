/** A `<details>` that closes as a menu does: on Escape, on a click elsewhere, when the focus leaves. */
export function menu(element: HTMLElement): void {
  const close = () => element.removeAttribute('open')
  const isOutside = (target: EventTarget | null) => !(target instanceof Node && element.contains(target))
  document.addEventListener('click', (event) => {
    if (isOutside(event.target)) close()
  })
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget && isOutside(event.relatedTarget)) close()
  })
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !element.hasAttribute('open')) return
    event.stopPropagation()
    close()
    element.querySelector('summary')?.focus()
  })
}
