import { afterPause, clear, element as make, icon } from '../element.ts'
import { fetchItems, textOf } from '../fetch.ts'
import { canShowModal, closeOnBackdrop, showModal } from '../modal-dialog.ts'

let open: (() => void) | undefined

/** Ctrl K (⌘ K) opens the search from anywhere in the page. */
export function listenForSearchKey(): void {
  document.addEventListener('keydown', (event) => {
    if (!open || event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    open()
  })
}

/** A link to the search page that opens it as a dialog. Where dialogs are missing Ctrl K follows the link. */
export function searchPalette(element: HTMLElement): void {
  if (!(element instanceof HTMLAnchorElement)) return
  const palette = document.getElementById('search-palette')
  const show =
    canShowModal() && palette instanceof HTMLDialogElement ? prepare(palette, element.pathname) : undefined
  open = open || show || (() => element.click())
  element.addEventListener('click', (event) => {
    if (!show || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show()
  })
}

const prepared = new WeakMap<HTMLDialogElement, () => void>()

function prepare(dialog: HTMLDialogElement, address: string): (() => void) | undefined {
  const known = prepared.get(dialog)
  if (known) return known
  const input = dialog.querySelector('input')
  const list = dialog.querySelector('ul')
  const status = dialog.querySelector<HTMLElement>('.palette-status')
  if (!input || !list || !status) return undefined

  let hrefs: string[] = []
  let active = 0
  let latest = 0

  const activate = (index: number) => {
    active = index
    Array.from(list.children).forEach((option, at) =>
      option.setAttribute('aria-selected', String(at === index)),
    )
    const option = list.children[index]
    if (!option) {
      input.removeAttribute('aria-activedescendant')
      return
    }
    input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }
  const render = (items: Record<string, unknown>[]) => {
    clear(list)
    hrefs = []
    items.forEach((item, index) => {
      hrefs.push(textOf(item['href']))
      list.appendChild(optionFor(item, `search-palette-${index}`))
    })
    input.setAttribute('aria-expanded', String(items.length > 0))
    status.textContent =
      (items.length === 0 && input.value.trim() ? status.dataset['empty'] : status.dataset['hint']) || ''
    activate(0)
  }
  const ask = async () => {
    const asked = ++latest
    const items = await fetchItems(`${address}?q=${encodeURIComponent(input.value.trim())}`)
    if (asked === latest) render(items)
  }
  const show = () => {
    if (dialog.open) return
    input.value = ''
    render([])
    showModal(dialog)
    input.focus()
    void ask()
  }

  input.addEventListener(
    'input',
    afterPause(110, () => void ask()),
  )
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (hrefs.length > 0) activate((active + step + hrefs.length) % hrefs.length)
    } else if (event.key === 'Enter') {
      const href = hrefs[active]
      if (!href) return
      event.preventDefault()
      location.href = href
    }
  })
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    const href = option ? hrefs[Array.from(list.children).indexOf(option)] : undefined
    if (href) location.href = href
  })
  closeOnBackdrop(dialog)
  prepared.set(dialog, show)
  return show
}

function optionFor(item: Record<string, unknown>, id: string): HTMLElement {
  const option = make('li', 'palette-option')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.appendChild(icon(textOf(item['icon']) || 'search'))
  option.appendChild(make('span', 'palette-label', textOf(item['label'])))
  const detail = textOf(item['detail'])
  if (detail) option.appendChild(make('span', 'palette-detail', detail))
  return option
}
