import type { NavigationGroup, ShownEntry } from '#src/platform/house.ts'

/** The entry to which the page at `path` belongs; undefined on pages that hang nowhere. */
export function findCurrentEntry(groups: readonly NavigationGroup[], path: string): string | undefined {
  const address = path.split('?')[0] ?? path
  const isAt = (start: string): boolean => address === start || address.startsWith(`${start}/`)
  return groups
    .flatMap((group): readonly ShownEntry[] => group.entries)
    .find((entry) => [entry.href, ...(entry.covers ?? [])].some(isAt))?.key
}
