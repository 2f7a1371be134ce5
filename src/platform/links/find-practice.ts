import type { Database } from '#src/db/database.ts'

/** More practices than one process serves; the oldest found is forgotten first. */
const MOST_KNOWN = 5_000

const known = new WeakMap<Database, Map<string, string>>()

/**
 * The practice that an address names, by its code or its slug. Remembered, since neither changes but by hand: an index,
 * so whoever enters compares, and calls `forgetPractice` where it does not agree. What is not found is not remembered.
 */
export async function findPractice(
  db: Database,
  column: 'code' | 'slug',
  value: string,
): Promise<string | undefined> {
  const names = namesOf(db)
  const remembered = names.get(keyOf(column, value))
  if (remembered !== undefined) return remembered
  const row = await db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').where(column, '=', value).executeTakeFirst(),
  )
  if (!row) return undefined
  if (names.size >= MOST_KNOWN) names.delete(names.keys().next().value ?? '')
  names.set(keyOf(column, value), row.practiceId)
  return row.practiceId
}

export function forgetPractice(db: Database, column: 'code' | 'slug', value: string): void {
  namesOf(db).delete(keyOf(column, value))
}

function namesOf(db: Database): Map<string, string> {
  let names = known.get(db)
  if (!names) known.set(db, (names = new Map()))
  return names
}

function keyOf(column: 'code' | 'slug', value: string): string {
  return `${column} ${value}`
}
