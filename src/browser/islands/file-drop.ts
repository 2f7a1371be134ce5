/** Shows which files were chosen; the input covers the frame, so dropping on it is the browser's own. */
export function fileDrop(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>('input[type=file]')
  const names = element.querySelector('[data-file-names]')
  if (!input) return
  const over = (isOver: boolean) => () => element.classList.toggle('file-drop-over', isOver)
  input.addEventListener('dragenter', over(true))
  input.addEventListener('dragleave', over(false))
  input.addEventListener('drop', over(false))
  input.addEventListener('focus', () => element.classList.add('file-drop-focused'))
  input.addEventListener('blur', () => element.classList.remove('file-drop-focused'))
  input.addEventListener('change', () => {
    const files = Array.from(input.files || [])
    if (names) names.textContent = files.map((file) => file.name).join(', ')
  })
}
