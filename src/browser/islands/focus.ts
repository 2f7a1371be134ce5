/** Takes the focus when the page opens: the refusals of a form. */
export function focus(element: HTMLElement): void {
  element.focus()
}
