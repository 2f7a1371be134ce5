import { isChanged } from './form-changes.ts'

export function canShowModal(): boolean {
  return typeof HTMLDialogElement === 'function' && 'showModal' in HTMLDialogElement.prototype
}

/** Shows a dialog over the page; the focus goes back to where it was when it closes. */
export function showModal(dialog: HTMLDialogElement): void {
  const before = document.activeElement
  dialog.showModal()
  dialog.addEventListener(
    'close',
    () => {
      if (before instanceof HTMLElement && document.contains(before)) before.focus()
    },
    { once: true },
  )
}

/** A click beside the dialog closes it, unless something was typed in it. */
export function closeOnBackdrop(dialog: HTMLDialogElement): void {
  dialog.addEventListener('mousedown', (event) => {
    if (event.target !== dialog || isInside(dialog, event)) return
    const forms = Array.from(dialog.querySelectorAll('form'))
    if (!forms.some((form) => isChanged(form))) dialog.close()
  })
}

// A press on the dialog's own padding has the dialog as target too.
function isInside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect()
  const { clientX: x, clientY: y } = event
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
