import { mount } from '../mount.ts'
import type { Grid } from './grid.ts'

/** Shows a sentence in the page's toast, with its undo where there is one. */
export function sayToast(
  grid: Grid,
  message: string,
  action?: string,
  undo?: (grid: Grid, action: string) => Promise<void>,
): void {
  const region = document.querySelector('[data-toast-region]')
  const template = grid.root.querySelector('template')
  if (!region || !template || message === '') return
  const toast = document.importNode(template.content, true).querySelector<HTMLElement>('.toast')
  if (!toast) return
  const text = toast.querySelector('.toast-message')
  const button = toast.querySelector<HTMLElement>('.toast-undo')
  if (text) text.textContent = message
  if (button && action && undo) {
    button.addEventListener('click', () => {
      toast.remove()
      void undo(grid, action)
    })
  } else if (button) button.remove()
  region.textContent = ''
  region.appendChild(toast)
  mount(region)
}
