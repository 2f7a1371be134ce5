import type { Found } from '#src/platform/house.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { findShortcuts } from './find-shortcuts.ts'
import { searchText } from './text.ts'

export interface FoundGroup {
  title: string
  items: readonly Found[]
}

/** Asks every finder in turn: they share one transaction, so one connection. Groups without result are left out. */
export async function searchEverything(
  visit: Visit,
  q: string,
  limit: number,
): Promise<readonly FoundGroup[]> {
  const { lang } = visit.view
  const groups: FoundGroup[] = []
  // Nothing typed: what can be done is offered, and nobody's name shown.
  for (const finder of q.trim() === '' ? [] : visit.house.finders) {
    groups.push({ title: finder.title[lang], items: await finder.search(visit, q, limit, lang) })
  }
  const shortcuts = findShortcuts(visit.house.shortcuts, q, lang).slice(0, limit)
  groups.push({ title: searchText[lang].shortcuts, items: shortcuts })
  return groups.filter((group) => group.items.length > 0)
}
