export function print(element: HTMLElement): void {
  element.hidden = false
  element.addEventListener('click', () => window.print())
}
