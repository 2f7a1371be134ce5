import { searchWords, toSearchKey } from '#src/domain/search-key.ts'
import type { Found, Shortcut } from '#src/platform/house.ts'
import type { Lang } from '#src/platform/text.ts'

/** What can be done or opened, by the beginnings of its words; all of it for an empty query. */
export function findShortcuts(shortcuts: readonly Shortcut[], q: string, lang: Lang): readonly Found[] {
  const words = searchWords(q)
  return shortcuts
    .map(({ label, href, icon }) => ({ label: label[lang], detail: '', href, icon }))
    .filter(({ label }) => words.every((word) => ` ${toSearchKey(label)}`.includes(` ${word}`)))
}
