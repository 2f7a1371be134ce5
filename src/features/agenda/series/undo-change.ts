import { sql } from '#src/db/sql.ts'
import { mergeSpans, overlaps } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type SeriesTaken, unlessOccupied } from './create-series.ts'
import { updateSeries } from './series-store.ts'
import { type FormerState, type Line, updateLines } from './write-lines.ts'
import { findBusySpans, lockPractitioner } from '#src/features/planning/index.ts'
import { seriesEvents } from '../events.ts'

export interface UndoneChange {
  /** An appointment it gave back, to go to; undefined when all that it made is gone. */
  appointmentId: string | undefined
  date: Temporal.PlainDate
  appointments: number
}

export type UndoRefusal =
  | Refused<'nothing-to-undo' | 'changed-since'>
  | Refused<'time-taken', { startsAt: Temporal.Instant; zone: string }>
  | SeriesTaken

interface Touched {
  id: string
  practitionerId: string
  date: Temporal.PlainDate
  startsAt: Temporal.Instant
  version: number
  previous: FormerState | null
  previousNoteSealed: Buffer | null
}

/**
 * Takes one change of several appointments back, all of it or nothing: what it made is gone, the others are as they
 * were, their series too. Refused once any of them was changed by something else, and when the time of one is taken.
 * Throws NotFound.
 */
export async function undoChange(work: Work, changeId: string): Promise<UndoneChange | UndoRefusal> {
  const { practiceId, tx } = work
  const touched = await lockTouched(work, changeId)
  const change = await readChange(work, changeId)
  if (change.undoneAt) return { refused: 'nothing-to-undo' }
  const [one] = touched
  if (!one || touched.length !== change.touched) return { refused: 'changed-since' }
  const made = touched.filter((each) => !each.previous)
  if (made.some((each) => each.version !== 1)) return { refused: 'changed-since' }
  await removeAppointments(
    work,
    made.map((each) => each.id),
  )
  const lines = touched.flatMap((each) => (each.previous ? [formerLine(each, each.previous)] : []))
  const taken = await findTaken(work, one.practitionerId, { lines, touched })
  if (taken) return { refused: 'time-taken', startsAt: taken.startsAt, zone: work.zone }
  const write = () => updateLines(work, lines, { practitionerId: one.practitionerId, changeId: null })
  const refused = await unlessOccupied(write)
  if (refused) return refused
  for (const { id, rule, startsOn, wallTime } of change.seriesBefore) {
    await updateSeries(work, id, {
      rule,
      startsOn: Temporal.PlainDate.from(startsOn),
      wallTime: wallTime === null ? null : Temporal.PlainTime.from(wallTime),
    })
  }
  if (change.begunSeriesId) {
    await tx
      .deleteFrom('appointmentSeries')
      .where('practiceId', '=', practiceId)
      .where('id', '=', change.begunSeriesId)
      .execute()
  }
  await tx
    .updateTable('appointmentChange')
    .set({ undoneAt: work.now })
    .where('practiceId', '=', practiceId)
    .where('id', '=', changeId)
    .execute()
  work.record(seriesEvents.undo, changeId, { appointments: touched.length })
  const [back] = lines
  return { appointmentId: back?.id, date: back?.date ?? one.date, appointments: touched.length }
}

async function lockTouched(work: Work, changeId: string): Promise<Touched[]> {
  const { practiceId, tx } = work
  const known = await tx
    .selectFrom('appointment')
    .select('practitionerId')
    .where('practiceId', '=', practiceId)
    .where('changeId', '=', changeId)
    .limit(1)
    .executeTakeFirst()
  if (known) await lockPractitioner(work, known.practitionerId)
  const { rows } = await sql<Touched>`
    select id, practitioner_id, date, starts_at, version, previous, previous_note_sealed from appointment
    where practice_id = ${practiceId} and change_id = ${changeId} order by starts_at`.execute(tx)
  return rows
}

interface StoredChange {
  touched: number
  undoneAt: Temporal.Instant | null
  begunSeriesId: string | null
  seriesBefore: { id: string; rule: string; startsOn: string; wallTime: string | null }[]
}

async function readChange(work: Work, id: string): Promise<StoredChange> {
  const { rows } = await sql<StoredChange>`
    select touched, undone_at, begun_series_id, series_before from appointment_change
    where practice_id = ${work.practiceId} and id = ${id}`.execute(work.tx)
  const [row] = rows
  if (!row) throw new NotFound('change')
  return row
}

/** What was only entered leaves nothing behind but its events. */
async function removeAppointments(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { practiceId, tx } = work
  await sql`delete from occupancy where practice_id = ${practiceId} and appointment_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`
    delete from appointment_patient
    where practice_id = ${practiceId} and appointment_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from appointment where practice_id = ${practiceId} and id = any(${ids}::uuid[])`.execute(
    tx,
  )
}

function formerLine({ id, previousNoteSealed }: Touched, former: FormerState): Line {
  const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  return {
    ...former,
    id,
    startsAt: Temporal.Instant.from(former.startsAt),
    endsAt: Temporal.Instant.from(former.endsAt),
    date: Temporal.PlainDate.from(former.date),
    wallTime: Temporal.PlainTime.from(former.wallTime),
    noteSealed: previousNoteSealed,
    cancelledAt: instant(former.cancelledAt),
    reasonSealed: former.reason === null ? null : Buffer.from(former.reason, 'hex'),
    occurrenceDate: former.occurrenceDate === null ? null : Temporal.PlainDate.from(former.occurrenceDate),
    busyFrom: instant(former.busyFrom),
    busyTo: instant(former.busyTo),
  }
}

/** The first that would come back to a time that something else has now. */
async function findTaken(
  work: Work,
  practitionerId: string,
  { lines, touched }: { lines: readonly Line[]; touched: readonly Touched[] },
): Promise<Line | undefined> {
  const coming = lines.filter((line) => line.busyFrom && line.busyTo)
  const times = coming.flatMap((line) => [line.busyFrom, line.busyTo]).filter((time) => time !== null)
  const sorted = times.toSorted(Temporal.Instant.compare)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return undefined
  const own = await readOwnSpans(work, touched)
  const busy = await findBusySpans(work, practitionerId, { startsAt: first, endsAt: last })
  const others = mergeSpans(busy.filter((span) => !own.has(span.start)))
  return coming.find(({ busyFrom, busyTo }) => {
    if (!busyFrom || !busyTo) return false
    const back = { start: busyFrom.epochMilliseconds, end: busyTo.epochMilliseconds }
    return others.some((span) => overlaps(span, back))
  })
}

/** Where each occupied span of the change starts; nothing occupied overlaps, so that tells them apart. */
async function readOwnSpans(work: Work, touched: readonly Touched[]): Promise<ReadonlySet<number>> {
  const ids = touched.map((one) => one.id)
  const rows = await work.tx
    .selectFrom('occupancy')
    .select('startsAt')
    .where('practiceId', '=', work.practiceId)
    .where('appointmentId', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.startsAt.epochMilliseconds))
}
