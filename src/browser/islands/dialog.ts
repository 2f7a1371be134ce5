import { sendFromDialog } from '../dialog-form.ts'
import { clear } from '../element.ts'
import { findPage } from '../fetch.ts'
import { rememberState } from '../form-changes.ts'
import { canShowModal, showModal } from '../modal-dialog.ts'
import { mount } from '../mount.ts'
import { modal } from './modal.ts'

/** A link that shows its target in a dialog: one of this page by `#id`, or the content of another page. */
export function dialog(element: HTMLElement): void {
  if (!(element instanceof HTMLAnchorElement) || !canShowModal()) return
  element.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    event.preventDefault()
    const here = findDialogHere(element)
    if (here) showModal(here)
    else void openPageAsDialog(element.href)
  })
}

/** Opens the main content of a page of ours in a dialog; where that cannot be, goes there. */
export async function openPageAsDialog(href: string): Promise<void> {
  const template = document.getElementById('dialog-frame')
  const page = canShowModal() && template instanceof HTMLTemplateElement ? await findPage(href) : undefined
  const main = page?.querySelector('main')
  const frame =
    template instanceof HTMLTemplateElement &&
    document.importNode(template.content, true).querySelector('dialog')
  if (!main || !frame) {
    location.href = href
    return
  }
  document.body.appendChild(frame)
  fillFrame(frame, main)
  frame.addEventListener('close', () => frame.remove())
  frame.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.pathname !== location.pathname || link.host !== location.host) return
    // "Annuler" leads back to the page that is still there below.
    event.preventDefault()
    frame.close()
  })
  sendFromDialog(frame, (refused) => fillFrame(frame, refused))
  modal(frame)
  showModal(frame)
  focusFirstField(frame)
}

function findDialogHere(link: HTMLAnchorElement): HTMLDialogElement | undefined {
  if (link.hash.length < 2 || link.pathname !== location.pathname) return undefined
  const target = document.getElementById(link.hash.slice(1))
  return target instanceof HTMLDialogElement ? target : undefined
}

function fillFrame(frame: HTMLDialogElement, main: Element): void {
  const heading = main.querySelector('h1')
  const title = frame.querySelector('.dialog-title')
  const body = frame.querySelector('.dialog-body')
  if (title && heading) title.textContent = heading.textContent
  const header = main.querySelector('.page-header')
  if (header) header.remove()
  makeIdsDistinct(main)
  if (body) clear(body)
  // Copied, not moved: Chromium 65 draws no icon of a node that comes from another document.
  for (const child of Array.from(main.children)) body?.appendChild(document.importNode(child, true))
  mount(frame)
  frame.querySelectorAll('form').forEach((form) => rememberState(form))
}

// The page below may have fields of the same name, and a label must not point at them.
function makeIdsDistinct(main: Element): void {
  const prefix = 'in-dialog-'
  main.querySelectorAll('[id]').forEach((part) => {
    part.id = prefix + part.id
  })
  for (const attribute of ['for', 'form', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
    main.querySelectorAll(`[${attribute}]`).forEach((part) => {
      const ids = (part.getAttribute(attribute) || '').split(' ')
      part.setAttribute(attribute, ids.map((id) => prefix + id).join(' '))
    })
  }
  main.querySelectorAll('a[href^="#"]').forEach((link) => {
    link.setAttribute('href', `#${prefix}${(link.getAttribute('href') || '').slice(1)}`)
  })
}

function focusFirstField(frame: Element): void {
  const wanted = frame.querySelector<HTMLElement>('[autofocus]')
  const first = frame.querySelector<HTMLElement>('.dialog-body .input, .dialog-body input:not([type=hidden])')
  const target = wanted || first
  if (target) target.focus()
}
