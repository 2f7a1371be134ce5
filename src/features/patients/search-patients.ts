import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import type { PatientKind } from './rules.ts'
import { searchPatterns } from './search-key.ts'

export type ListedState = 'active' | 'archived' | 'all'

export interface PatientItem {
  id: string
  kind: PatientKind
  lastName: string
  firstName: string
  birthDate: Temporal.PlainDate | null
  emails: readonly string[]
  phones: readonly string[]
  archivedAt: Temporal.Instant | null
}

export interface PatientList {
  items: readonly PatientItem[]
  next: string | null
}

/** Files that match every word of the query, those whose names begin so first; active ones only. */
export async function searchPatients(work: Work, q: string, limit = 8): Promise<readonly PatientItem[]> {
  return (await listPatients(work, { q, limit })).items
}

/**
 * One page of the files, in one statement. `q` finds by name in any order of words and without accents, by
 * phone in any notation, by mail; what a file absorbed by merging is found under the survivor. Without `q`
 * everybody, by name. `cursor` is the `next` of the page before; one that is not is ignored.
 */
export async function listPatients(
  work: Work,
  search: { q?: string | undefined; state?: ListedState; cursor?: string | undefined; limit?: number },
): Promise<PatientList> {
  const { q = '', state = 'active', limit = 50 } = search
  const { anywhere, atStart } = searchPatterns(q)
  const searching = q.trim() !== ''
  // Punctuation alone is nobody's name.
  if (searching && anywhere.length === 0) return { items: [], next: null }
  const tenant = sql`practice_id = ${work.practiceId}`
  // With an uncorrelated subquery the few merged files are read once, not once per patient.
  const found = searching
    ? sql`and (p.search_key like all(${anywhere}) or p.id in (
        with recursive up as (
          select merged_into_id as id from patient
          where ${tenant} and merged_into_id is not null and search_key like all(${anywhere})
          union
          select next.merged_into_id from patient next join up on next.id = up.id
          where next.${tenant} and next.merged_into_id is not null
        ) select id from up))`
    : sql``
  const rank = searching ? sql`case when p.search_key like all(${atStart}) then 0 else 1 end` : sql`0`
  const after = readCursor(search.cursor)
  const beyond = !after
    ? sql``
    : searching
      ? sql`and (${rank}, p.sort_key, p.id) > (${after.rank}::int, ${after.sortKey}, ${after.id}::uuid)`
      : sql`and (p.sort_key, p.id) > (${after.sortKey}, ${after.id}::uuid)`
  const archived =
    state === 'all'
      ? sql``
      : state === 'archived'
        ? sql`and p.archived_at is not null`
        : sql`and p.archived_at is null`
  // Every key is at least '': said, it lets the index by name serve the order (decision 0010).
  const { rows } = await sql<PatientItem & { sortKey: string; rank: number }>`
    select p.id, p.kind, p.last_name, p.first_name, p.birth_date, p.emails, p.phones, p.archived_at, p.sort_key,
      ${rank} as rank
    from patient p
    where p.${tenant} and p.sort_key >= '' and p.merged_into_id is null and p.retention_state = 'active' ${archived} ${found} ${beyond}
    order by ${searching ? sql`rank,` : sql``} p.sort_key, p.id
    limit ${limit + 1}`.execute(work.tx)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(toItem),
    next: last ? writeCursor(last) : null,
  }
}

function toItem(row: PatientItem): PatientItem {
  const { id, kind, lastName, firstName, birthDate, emails, phones, archivedAt } = row
  return { id, kind, lastName, firstName, birthDate, emails, phones, archivedAt }
}

interface Cursor {
  rank: number
  sortKey: string
  id: string
}

function writeCursor({ rank, sortKey, id }: Cursor): string {
  return Buffer.from(JSON.stringify([rank, sortKey, id])).toString('base64url')
}

function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text === '') return undefined
  try {
    const [rank, sortKey, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    const sound = (rank === 0 || rank === 1) && typeof sortKey === 'string' && typeof id === 'string'
    return sound && /^[0-9a-f-]{36}$/.test(id) && !sortKey.includes('\0') ? { rank, sortKey, id } : undefined
  } catch {
    return undefined
  }
}
