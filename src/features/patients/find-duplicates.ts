import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import type { PatientItem } from './search-patients.ts'

export type DuplicateReason = 'name' | 'phone' | 'email'

export interface DuplicatePair {
  first: PatientItem
  second: PatientItem
  reasons: readonly DuplicateReason[]
}

export interface Duplicates {
  pairs: readonly DuplicatePair[]
  /** There are more than are shown; merging these brings the next ones. */
  more: boolean
}

/** As many as a person looks through in one go. */
export const MAX_PAIRS = 50
/** A phone that twenty files share is a school's or a hospital's, not one person's. */
const MAX_SHARING = 20

/**
 * Pairs of files that may be one person, one statement: same folded name, same phone or same mail, birth
 * dates that do not differ, and never a person with a couple. Archived and merged files are left out, and pairs
 * of which it was said that they are two people.
 */
export async function findDuplicates(work: Work): Promise<Duplicates> {
  const { rows } = await sql<{ first: RawItem; second: RawItem; reasons: DuplicateReason[] }>`
    with live as materialized (
      select id, kind, last_name, first_name, birth_date, emails, phones, archived_at, sort_key,
        kind in ('couple', 'family') as is_group
      from patient
      where practice_id = ${work.practiceId} and merged_into_id is null and archived_at is null
        and retention_state = 'active'
    ), shared as (
      select 'name' as reason, array_agg(id order by id) as ids from live where sort_key <> E'\x01' group by sort_key
      having count(*) between 2 and ${MAX_SHARING}
      union all
      select 'phone', array_agg(distinct id) from live, unnest(phones) phone group by phone
      having count(distinct id) between 2 and ${MAX_SHARING}
      union all
      select 'email', array_agg(distinct id) from live, unnest(emails) email group by lower(email)
      having count(distinct id) between 2 and ${MAX_SHARING}
    ), pair as (
      select a.id as first_id, b.id as second_id, array_agg(distinct reason) as reasons
      from shared, unnest(ids) a(id), unnest(ids) b(id) where a.id < b.id group by 1, 2
    )
    select to_json(a) as first, to_json(b) as second, pair.reasons
    from pair join live a on a.id = pair.first_id join live b on b.id = pair.second_id
    where a.is_group = b.is_group and (a.birth_date = b.birth_date or a.birth_date is null or b.birth_date is null)
      and not exists (
        select from distinct_pair d
        where d.practice_id = ${work.practiceId} and d.first_id = pair.first_id and d.second_id = pair.second_id)
    order by cardinality(pair.reasons) desc, a.sort_key, a.id, b.id
    limit ${MAX_PAIRS + 1}`.execute(work.tx)
  return {
    pairs: rows
      .slice(0, MAX_PAIRS)
      .map((row) => ({ ...row, first: toItem(row.first), second: toItem(row.second) })),
    more: rows.length > MAX_PAIRS,
  }
}

/** Pairs of which it was said that they are two people, the latest first; merged files are left out. */
export async function findDistinctPairs(work: Work): Promise<readonly Omit<DuplicatePair, 'reasons'>[]> {
  const { rows } = await sql<{ first: RawItem; second: RawItem }>`
    select to_json(a) as first, to_json(b) as second
    from distinct_pair d
    join patient a on a.practice_id = d.practice_id and a.id = d.first_id and a.merged_into_id is null
    join patient b on b.practice_id = d.practice_id and b.id = d.second_id and b.merged_into_id is null
    where d.practice_id = ${work.practiceId} and a.retention_state = 'active' and b.retention_state = 'active'
    order by d.decided_at desc, d.id
    limit ${MAX_PAIRS}`.execute(work.tx)
  return rows.map((row) => ({ first: toItem(row.first), second: toItem(row.second) }))
}

interface RawItem {
  id: string
  kind: PatientItem['kind']
  last_name: string
  first_name: string
  birth_date: string | null
  emails: string[]
  phones: string[]
}

function toItem(raw: RawItem): PatientItem {
  return {
    id: raw.id,
    kind: raw.kind,
    lastName: raw.last_name,
    firstName: raw.first_name,
    birthDate: raw.birth_date === null ? null : Temporal.PlainDate.from(raw.birth_date),
    emails: raw.emails,
    phones: raw.phones,
    archivedAt: null,
  }
}
