import { afterPause, clear } from '../element.ts'
import { fieldsOf, findPage } from '../fetch.ts'
import { mount } from '../mount.ts'

/**
 * A search form whose results follow what is typed: the same page is asked for, and its part with the
 * id in `data-region` takes the place of ours. Enter sends the form as ever.
 */
export function liveFilter(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return
  const form = element
  let latest = 0
  const refresh = async () => {
    const asked = ++latest
    const url = addressOf(form)
    const region = document.getElementById(form.dataset['region'] || '')
    const page = await findPage(url)
    const fresh = region && page?.getElementById(region.id)
    // A slow answer to an earlier question must not replace a later one.
    if (!region || !fresh || asked !== latest) return
    clear(region)
    for (const child of Array.from(fresh.childNodes)) region.appendChild(document.importNode(child, true))
    mount(region)
    history.replaceState(history.state, '', url)
  }
  const soon = afterPause(160, () => void refresh())
  form.classList.add('is-live')
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
}

function addressOf(form: HTMLFormElement): string {
  const fields = fieldsOf(form)
  const kept = new URLSearchParams()
  fields.forEach((value, name) => {
    if (value !== '') kept.append(name, value)
  })
  const query = kept.toString()
  const path = form.getAttribute('action') || location.pathname
  return query ? `${path}?${query}` : path
}
