import type { Feature } from '#src/platform/feature.ts'

/** Who writes each table: each feature those it says it owns, the platform its own. To write another's, its index is called. */
export function ownersOf(
  features: readonly Feature[],
  platform: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const owners: Record<string, string[]> = Object.fromEntries(
    Object.entries(platform).map(([table, places]) => [table, [...places]]),
  )
  for (const { name, owns = [] } of features) {
    for (const table of owns) (owners[table] ??= []).push(`features/${name}/`)
  }
  return owners
}
