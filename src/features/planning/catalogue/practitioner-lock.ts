import { sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'

/**
 * Every change to who is where begins by locking the practitioner's row, so that two changes for one
 * practitioner come one after the other; without it, concurrent writes of several spans deadlock. What is
 * read by later statements of the transaction is then up to date.
 *
 * `FOR NO KEY UPDATE` leaves foreign keys to the row free.
 */
export async function lockPractitionerOf(work: Work, appointmentId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select p.id from practitioner p
    where p.practice_id = ${work.practiceId}
      and p.id = (select a.practitioner_id from appointment a
                  where a.practice_id = ${work.practiceId} and a.id = ${appointmentId})
    for no key update`.execute(work.tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row.id
}

/** The practitioner given, or the practice's first; locked. */
export async function lockPractitioner(work: Work, practitionerId?: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select p.id from practitioner p
    where p.practice_id = ${work.practiceId}
      and (${practitionerId ?? null}::uuid is null or p.id = ${practitionerId ?? null}::uuid)
    order by p.id limit 1
    for no key update`.execute(work.tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row.id
}
