import { sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type Occurrence, readOccurrences } from '../series/occurrences.ts'
import { readTypes } from '../series/target-lines.ts'
import { type Proposal, type Wished, proposeTimes } from './propose-times.ts'
import { findPlanning, readSlotGround, type TimeOffOccurrence } from '#src/features/planning/index.ts'
import { statusesWhere } from '#src/domain/appointment-status.ts'

/** An appointment that falls into time off, and where it could go. */
export interface Affected extends Proposal {
  appointment: Occurrence
}

/** How far a time off without end is looked at. */
const DAYS_AHEAD = 366
/** Nearest times are looked for this long before and after. */
const DAYS_BEFORE = 7
const DAYS_AFTER = 28
/** More is no list that somebody decides one by one. */
const MOST = 200

/** The appointments to come that a time off touches, each with the nearest times; six statements however many. */
export async function findAffected(work: Work, timeOffId: string, wished?: Wished): Promise<Affected[]> {
  const appointments = await findTouched(work, timeOffId)
  const [first, last] = [appointments[0], appointments.at(-1)]
  if (!first || !last) return []
  const earliest = first.date.subtract({ days: DAYS_BEFORE })
  const patients = new Set(appointments.flatMap((one) => one.patients.map(({ id }) => id)))
  const ground = await readSlotGround(work, {
    practitionerId: first.practitionerId,
    from: Temporal.PlainDate.compare(earliest, work.today) < 0 ? work.today : earliest,
    to: last.date.add({ days: DAYS_AFTER }),
    patientIds: [...patients],
  })
  const types = await readTypes(
    work,
    appointments.map((one) => one.typeId),
  )
  const proposals = proposeTimes(appointments, { ground, types, now: work.now, wished })
  return appointments.map((appointment, index) => ({
    appointment,
    ...(proposals[index] ?? { times: [], chosen: undefined }),
  }))
}

/** In order of time. Throws NotFound where there is no such time off. */
export async function findTouched(work: Work, timeOffId: string): Promise<Occurrence[]> {
  const spans = await findSpans(work, timeOffId)
  if (spans.length === 0) return []
  const [starts, ends] = [spans.map((one) => instant(one.start)), spans.map((one) => instant(one.end))]
  // Plain bounds, so that the index serves under row-level security; no appointment is longer than twelve hours.
  const { rows } = await sql<{ id: string }>`
    select distinct a.id
    from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) off(starts_at, ends_at)
    join appointment a on a.practice_id = ${work.practiceId} and a.starts_at > ${work.now}
      and a.starts_at > off.starts_at - interval '12 hours' and a.starts_at < off.ends_at and a.ends_at > off.starts_at
    where a.status = any(${statusesWhere('open')}) and not a.overlapping
    limit ${MOST}`.execute(work.tx)
  return rows.length === 0
    ? []
    : readOccurrences(
        work,
        rows.map((row) => row.id),
      )
}

/** When it lasts, from today on. */
async function findSpans(work: Work, timeOffId: string): Promise<TimeOffOccurrence[]> {
  const off = await work.tx
    .selectFrom('timeOff')
    .select(['startsAt', 'endsAt', 'rule'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', timeOffId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!off) throw new NotFound('time off')
  const start = off.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  const first = Temporal.PlainDate.compare(start, work.today) < 0 ? work.today : start
  const last = off.rule
    ? first.add({ days: DAYS_AHEAD })
    : off.endsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  if (Temporal.PlainDate.compare(last, first) < 0) return []
  const planning = await findPlanning(work, { first, last })
  return planning.timeOff.filter((one) => one.id === timeOffId)
}

function instant(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}
