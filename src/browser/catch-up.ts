import { clear } from './element.ts'
import { fieldsOf, findPage } from './fetch.ts'
import { mount } from './mount.ts'

/** Long enough for the last words of the page before to arrive. */
const AGAIN_MS = 1_500

const keyOf = (url: string): string => `left ${url}`

/** Remembers, for this tab, that a page sent its last words to `url` as it went. */
export function markLeft(url: string): void {
  try {
    sessionStorage.setItem(keyOf(url), '1')
  } catch {
    // Storage may be switched off: then the next page shows what the server had when it was asked.
  }
}

/**
 * A page reloaded is asked for before the old one sends its last words, so it may show an older text. If this tab
 * just left such a page, the form is filled once more from the server, unless something was typed by then.
 */
export function catchUp(form: HTMLFormElement, url: string, onCaughtUp: () => void): void {
  if (!wasLeft(url)) return
  const before = fieldsOf(form).toString()
  const again = async (isLast: boolean) => {
    const page = await findPage(location.href)
    const fresh = page && page.querySelector<HTMLFormElement>(`form[data-url="${url}"]`)
    if (!fresh || !document.contains(form) || fieldsOf(form).toString() !== before) return
    if (versionOf(fresh) !== versionOf(form)) {
      fill(form, fresh)
      onCaughtUp()
    } else if (!isLast) window.setTimeout(() => void again(true), AGAIN_MS)
  }
  void again(false)
}

function wasLeft(url: string): boolean {
  try {
    const left = sessionStorage.getItem(keyOf(url)) !== null
    sessionStorage.removeItem(keyOf(url))
    return left
  } catch {
    return false
  }
}

function versionOf(form: HTMLFormElement): string | null {
  return fieldsOf(form).get('version')
}

// The form itself stays, and with it what listens to it.
function fill(form: HTMLFormElement, fresh: HTMLFormElement): void {
  const held = document.activeElement
  const name = held && form.contains(held) ? held.getAttribute('name') : null
  clear(form)
  for (const child of Array.from(fresh.children)) form.appendChild(document.importNode(child, true))
  mount(form)
  const control = name && form.querySelector<HTMLElement>(`[name="${name}"]`)
  if (control) control.focus()
}
