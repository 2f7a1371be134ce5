import { sql } from '#src/db/sql.ts'
import type { CellTx } from '#src/db/database.ts'
import type { Job } from '../jobs/queue.ts'
import type { Platform } from '../platform.ts'
import { type DueKind, type DueRow, TryLater } from './kinds.ts'

/** How long a row rests that the queue has tried as often as it may. */
const PUT_OFF = Temporal.Duration.from({ hours: 24 })

/**
 * Runs the handler on each job whose row is still due, one after another; one that fails does not fail the others.
 * Answers for each job what it failed with, if it did.
 */
export async function runBatch(
  platform: Platform,
  kind: string,
  declared: DueKind,
  jobs: readonly Job[],
): Promise<(Error | undefined)[]> {
  // Before anything of their subjects is read: whatever is asked from here on changes the row's id.
  const rows = await platform.db.inCell((tx) => findDue(tx, kind, jobs, platform.clock()))
  const failures = new Map<string, Error>()
  for (const row of rows.values()) {
    const failure = await handle(platform, declared, row)
    if (failure) failures.set(row.id, failure)
  }
  await findForgotten(platform, kind, [...rows.values()], failures)
  const outcomes = jobs.map((job) => failures.get(rows.get(keyOf(job))?.id ?? ''))
  const givenUp = jobs.filter((job, index) => job.isLastTry && outcomes[index])
  if (givenUp.length > 0) await putOff(platform, kind, givenUp)
  return outcomes
}

async function handle(platform: Platform, declared: DueKind, row: DueRow): Promise<Error | undefined> {
  try {
    await declared.handle(platform, row)
    return undefined
  } catch (error) {
    if (!(error instanceof TryLater)) platform.log.error('job', error, { kind: row.kind })
    return error instanceof Error ? error : new Error('not an error', { cause: error })
  }
}

async function findDue(
  tx: CellTx,
  kind: string,
  jobs: readonly Job[],
  now: Temporal.Instant,
): Promise<Map<string, DueRow>> {
  const { rows } = await sql<DueRow>`
    select due.kind, due.practice_id, due.subject_id, due.id
    from unnest(${jobs.map((job) => job.practiceId)}::uuid[], ${jobs.map((job) => job.subjectId)}::uuid[])
      as job(practice_id, subject_id)
    join cell.due on due.practice_id = job.practice_id and due.subject_id = job.subject_id
    where due.kind = ${kind} and due.due_at <= ${now}`.execute(tx)
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** A handler that returned and left its row would be handed the same one for ever: it has failed. */
async function findForgotten(
  platform: Platform,
  kind: string,
  rows: readonly DueRow[],
  failures: Map<string, Error>,
): Promise<void> {
  const handled = rows.filter((row) => !failures.has(row.id))
  if (handled.length === 0) return
  const left = await platform.db.inCell((tx) =>
    tx
      .selectFrom('cell.due')
      .select('id')
      .where(
        'practiceId',
        'in',
        handled.map((row) => row.practiceId),
      )
      .where(
        'id',
        'in',
        handled.map((row) => row.id),
      )
      .execute(),
  )
  for (const { id } of left) {
    const error = new Error('the handler returned and left its due row')
    platform.log.error('job', error, { kind })
    failures.set(id, error)
  }
}

/** The row stays, says that it failed, and is handed out again in a day: whatever was wrong may have been mended. */
async function putOff(platform: Platform, kind: string, jobs: readonly Job[]): Promise<void> {
  const now = platform.clock()
  await platform.db.inCell((tx) =>
    sql`
      update cell.due set lease_until = ${now.add(PUT_OFF)}, failed_at = ${now}
      from unnest(${jobs.map((job) => job.practiceId)}::uuid[], ${jobs.map((job) => job.subjectId)}::uuid[])
        as job(practice_id, subject_id)
      where due.practice_id = job.practice_id and due.subject_id = job.subject_id and due.kind = ${kind}
        and due.lease_until is not null`.execute(tx),
  )
  platform.log.warn('job.putOff', { kind, count: jobs.length })
}

function keyOf({ practiceId, subjectId }: Pick<Job, 'practiceId' | 'subjectId'>): string {
  return `${practiceId}/${subjectId}`
}
