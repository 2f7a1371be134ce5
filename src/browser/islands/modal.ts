import { canShowModal, closeOnBackdrop, showModal } from '../modal-dialog.ts'

/** A dialog of this page. One that the server opened becomes modal; its close link is then followed. */
export function modal(element: HTMLElement): void {
  if (!canShowModal() || !(element instanceof HTMLDialogElement)) return
  const openedByServer = element.open
  if (openedByServer) {
    element.close()
    showModal(element)
  }
  closeOnBackdrop(element)
  element.querySelectorAll('[data-dialog-close]').forEach((closer) => {
    closer.addEventListener('click', (event) => {
      if (openedByServer) return
      event.preventDefault()
      element.close()
    })
  })
}
