/**
 * Chrome 65 and Firefox 60 have no :focus-visible. The root says whether the last thing used was a
 * pointer, and the style sheet then leaves the ring off what was clicked.
 */
export function followPointer(): void {
  const root = document.documentElement
  const byPointer = () => root.setAttribute('data-pointer', '')
  document.addEventListener('mousedown', byPointer, true)
  document.addEventListener('touchstart', byPointer, { capture: true, passive: true })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Tab' || event.key.indexOf('Arrow') === 0) root.removeAttribute('data-pointer')
  })
}
