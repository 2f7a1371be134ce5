import { afterPause, clear, element as make } from '../element.ts'
import { fetchItems, textOf } from '../fetch.ts'

type Suggestion = { value: string; label: string; detail: string }

/** The ARIA 1.2 combobox with a list: the text stays free, choosing fills the hidden value. */
export function combobox(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>('input[type=text]')
  const hidden = element.querySelector<HTMLInputElement>('[data-combobox-value]')
  const list = element.querySelector<HTMLElement>('.combobox-list')
  const status = element.querySelector('[data-combobox-status]')
  const source = element.dataset['source']
  if (!input || !hidden || !list || !source) return

  let suggestions: Suggestion[] = []
  let active = -1
  let latest = 0
  // The list does not answer the text yet; Enter pressed meanwhile waits for the answer.
  let isStale = false
  let isEntered = false

  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')

  const isOpen = () => !list.hidden
  const close = () => {
    latest++
    isStale = false
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (suggestion: Suggestion) => {
    input.value = suggestion.label
    hidden.value = suggestion.value
    hidden.dispatchEvent(new Event('change', { bubbles: true }))
    close()
  }
  const activate = (index: number) => {
    active = index
    Array.from(list.children).forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === index))
    })
    const option = list.children[index]
    if (!option) return
    input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }
  const show = () => {
    clear(list)
    suggestions.forEach((suggestion, index) => list.appendChild(optionFor(suggestion, `${list.id}-${index}`)))
    if (suggestions.length === 0) list.appendChild(emptyOption(element.dataset['none'] || ''))
    if (status)
      status.textContent =
        suggestions.length === 0 ? element.dataset['none'] || '' : String(suggestions.length)
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    active = -1
    input.removeAttribute('aria-activedescendant')
    if (suggestions.length > 0 && input.value.trim() !== '') activate(0)
  }
  const ask = async () => {
    const asked = ++latest
    const text = input.value.trim()
    const items = await fetchItems(
      `${source}${source.indexOf('?') < 0 ? '?' : '&'}q=${encodeURIComponent(text)}`,
    )
    if (asked !== latest || document.activeElement !== input) return
    suggestions = items.map(readSuggestion).filter((item) => item.value !== '')
    isStale = false
    const only = suggestions.length === 1 ? suggestions[0] : undefined
    if (isEntered && only) choose(only)
    else show()
    isEntered = false
  }
  const askSoon = afterPause(120, () => void ask())

  input.addEventListener('input', () => {
    hidden.value = ''
    latest++
    isStale = true
    isEntered = false
    askSoon()
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen()) {
        void ask()
      } else if (suggestions.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1
        activate((active + step + suggestions.length) % suggestions.length)
      }
    } else if (event.key === 'Enter' && (isOpen() || isStale)) {
      const suggestion = suggestions[active]
      // Where nothing is proposed, Enter sends the form: it answers what may be done.
      if (!isStale && suggestions.length === 0) return close()
      event.preventDefault()
      if (isStale) isEntered = true
      else if (suggestion) choose(suggestion)
    } else if (event.key === 'Escape' && isOpen()) {
      // Escape closes the list first; the dialog around it only at the next press.
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab' && isOpen() && !isStale) {
      const suggestion = suggestions[active]
      if (suggestion && input.value.trim() !== '') choose(suggestion)
    }
  })
  input.addEventListener('focus', () => {
    if (hidden.value === '' && input.value === '') askSoon()
  })
  input.addEventListener('blur', () => {
    const typed = input.value.trim().toLowerCase()
    const same = suggestions.find((suggestion) => suggestion.label.toLowerCase() === typed)
    if (hidden.value === '' && same) choose(same)
    else close()
  })
  // Pressing an option must not take the focus from the field.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    const suggestion = option && suggestions[Array.from(list.children).indexOf(option)]
    if (suggestion) choose(suggestion)
  })
}

function readSuggestion(item: Record<string, unknown>): Suggestion {
  return { value: textOf(item['value']), label: textOf(item['label']), detail: textOf(item['detail']) }
}

function optionFor(suggestion: Suggestion, id: string): HTMLElement {
  const option = make('li', 'combobox-option')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.appendChild(make('span', 'combobox-label', suggestion.label))
  if (suggestion.detail) option.appendChild(make('span', 'combobox-detail', suggestion.detail))
  return option
}

function emptyOption(text: string): HTMLElement {
  const line = make('li', 'combobox-none', text)
  line.setAttribute('role', 'presentation')
  return line
}
