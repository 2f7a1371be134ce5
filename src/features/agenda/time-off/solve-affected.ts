import { type Span, overlaps } from '#src/domain/interval.ts'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { busySpan } from '../appointments/occupancy-sql.ts'
import { type SeriesTaken, unlessOccupied } from '../series/create-series.ts'
import { type Occurrence, readOccurrences } from '../series/occurrences.ts'
import { recordChange } from '../series/series-store.ts'
import { type Types, readTypes, typeOf } from '../series/target-lines.ts'
import { type Line, lineOf, updateLines } from '../series/write-lines.ts'
import { type SpanRefusal, spanOfAppointment } from '#src/domain/start-time.ts'
import { mayChange } from '../appointments/status.ts'
import type { Decision } from './affected-form.ts'
import { lockPractitionerOf, readSlotGround } from '#src/features/planning/index.ts'
import { timeOffEvents } from '../events.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

export interface Solved {
  /** Takes all of it back. */
  changeId: string
  moved: number
  cancelled: number
}

export type SolveRefusal =
  | Refused<'nothing-decided'>
  | Refused<'affected-stale', { ids: readonly string[] }>
  | Refused<'affected-taken', { ids: readonly string[] }>
  | SeriesTaken
  | SpanRefusal

/**
 * Moves and cancels all that was decided, in one transaction and as one change: all of it or nothing. Refused when an
 * appointment changed since it was shown, or a time was taken, by another or by two of them. Throws NotFound for an
 * appointment that is not the practice's.
 */
export async function solveAffected(
  work: Work,
  timeOffId: string,
  decisions: readonly Decision[],
): Promise<Solved | SolveRefusal> {
  const decided = decisions.filter((one) => one.do !== undefined)
  const [one] = decided
  if (!one) return { refused: 'nothing-decided' }
  const practitionerId = await lockPractitionerOf(work, one.appointmentId)
  const ids = decided.map((decision) => decision.appointmentId)
  const appointments = new Map((await readOccurrences(work, ids)).map((found) => [found.id, found]))
  if (appointments.size !== new Set(ids).size) throw new NotFound('appointment')
  const stale = decided.filter((decision) => isStale(appointments.get(decision.appointmentId), decision))
  if (stale.length > 0)
    return { refused: 'affected-stale', ids: stale.map(({ appointmentId }) => appointmentId) }

  const types = await readTypes(
    work,
    [...appointments.values()].map(({ typeId }) => typeId),
  )
  const lines: Line[] = []
  for (const decision of decided) {
    const line = lineFor(work, decision, { appointments, types })
    if (isRefused(line)) return line
    lines.push(line)
  }
  const taken = await findTaken(work, practitionerId, lines)
  if (taken.length > 0) return { refused: 'affected-taken', ids: taken }

  const changeId = newId()
  const occupied = await unlessOccupied(() => updateLines(work, lines, { practitionerId, changeId }))
  if (occupied) return occupied
  await recordChange(work, { id: changeId, touched: lines.length, begunSeriesId: null, seriesBefore: [] })
  const moved = lines.filter((line) => STATUS_FACTS[line.status].takesTime).length
  const cancelled = lines.length - moved
  work.record(timeOffEvents.solve, timeOffId, { moved, cancelled })
  return { changeId, moved, cancelled }
}

function isStale(found: Occurrence | undefined, { version }: Decision): boolean {
  return !found || found.version !== version || !mayChange(found.status, 'move')
}

function lineFor(
  work: Work,
  { appointmentId, startsAt }: Decision,
  { appointments, types }: { appointments: ReadonlyMap<string, Occurrence>; types: Types },
): Line | SpanRefusal {
  const appointment = appointments.get(appointmentId)
  if (!appointment) throw new NotFound('appointment')
  const line = lineOf(appointment)
  if (!startsAt) {
    const status = {
      status: 'cancelled',
      previousStatus: appointment.status,
      cancelledBy: 'practitioner',
    } as const
    return { ...line, ...status, cancelledAt: work.now, late: false, busyFrom: null, busyTo: null }
  }
  const span = spanOfAppointment(startsAt, appointment.durationMinutes, work)
  if ('refused' in span) return span
  const busy = busySpan(span, typeOf(types, appointment.typeId))
  return { ...line, ...span, busyFrom: busy.startsAt, busyTo: busy.endsAt }
}

/** Those that would stand on something else, or on an earlier one of them. */
async function findTaken(work: Work, practitionerId: string, lines: readonly Line[]): Promise<string[]> {
  const dates = lines.map((line) => line.date).toSorted(Temporal.PlainDate.compare)
  const [from, to] = [dates[0], dates.at(-1)]
  if (!from || !to) return []
  const exceptAppointmentIds = lines.map((line) => line.id)
  const { busy } = await readSlotGround(work, { practitionerId, from, to, exceptAppointmentIds })
  const standing: Span[] = [...busy]
  return lines.flatMap(({ id, busyFrom, busyTo }) => {
    if (!busyFrom || !busyTo) return []
    const wanted = { start: busyFrom.epochMilliseconds, end: busyTo.epochMilliseconds }
    const isTaken = standing.some((other) => overlaps(other, wanted))
    standing.push(wanted)
    return isTaken ? [id] : []
  })
}
