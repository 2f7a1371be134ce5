import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

/**
 * The dialog behind Ctrl K, empty and closed until an island opens it. Suggestions come from
 * `/recherche?q=` as JSON: `{ items: [{ label, detail?, href, icon? }] }`. Without it, the link in the
 * sidebar leads to the same address as a page.
 */
export function SearchPalette({ lang }: { lang: Lang }) {
  const text = uiText[lang]
  return (
    <dialog class="palette" id="search-palette" aria-label={text.search}>
      <form class="palette-form" action="/recherche" method="get" role="search">
        <Icon name="search" />
        <input
          class="palette-input"
          type="text"
          name="q"
          role="combobox"
          aria-label={text.search}
          aria-expanded="false"
          aria-controls="search-palette-list"
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
          placeholder={text.searchPlaceholder}
        />
        <kbd class="keyboard-hint">Esc</kbd>
      </form>
      <ul class="palette-list" id="search-palette-list" role="listbox" aria-label={text.suggestions}></ul>
      <p class="palette-status" role="status" data-empty={text.searchEmpty} data-hint={text.searchHint}></p>
    </dialog>
  )
}
