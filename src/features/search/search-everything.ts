import type { Visit } from '#src/platform/http/visit.ts'
import type { Found } from './found.ts'
import { type SearchSource, searchSources } from './sources.ts'

export interface FoundGroup {
  key: SearchSource['key']
  items: readonly Found[]
}

/** Asks every source in turn: they share one transaction, so one connection. Groups without result are left out. */
export async function searchEverything(
  visit: Visit,
  q: string,
  limit: number,
): Promise<readonly FoundGroup[]> {
  const groups: FoundGroup[] = []
  for (const source of searchSources) {
    // Nothing typed: what can be done is offered, and nobody's name shown.
    if (q.trim() === '' && source.key !== 'actions') continue
    const items = await source.search(visit, q, limit, visit.view.lang)
    if (items.length > 0) groups.push({ key: source.key, items })
  }
  return groups
}
