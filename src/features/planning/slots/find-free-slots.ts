import { type Sql, sql } from '#src/db/sql.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import { type FreeSlotSearch, freeSlots, slotsWithin, touchingSlots } from '#src/domain/free-time.ts'
import { type Span, intersectSpans } from '#src/domain/interval.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import { type WeeklyWindow, windowSpans } from '#src/domain/weekly-windows.ts'
import { availabilityRows } from '#src/features/patients/index.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type Planning, openSpans, readPlanning } from '../hours/planning.ts'
import { type PlanningRow, planningColumns } from '../hours/planning-sql.ts'

/** What an appointment needs: the figures of its type, or its own. */
export interface SlotNeeds {
  durationMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
}

export interface SlotQuestion {
  /** The type whose figures hold where `needs` says nothing else. NotFound when it is not the practice's. */
  typeId?: string | undefined
  /** Without a type all four. */
  needs?: Partial<SlotNeeds> | undefined
  /** The type's place when left out; null for any. */
  placeId?: string | null | undefined
  /** The practice's first when left out. */
  practitionerId?: string | undefined
  /** First and last civil date. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** Who is to come: each slot tells whether it fits the hours that all of them can. */
  patientIds?: readonly string[] | undefined
  /** Appointments that move do not stand in their own way. */
  exceptAppointmentIds?: readonly string[] | undefined
  /**
   * `notice`: as the type says, no sooner than its notice and no later than its horizon. `toCome`: from now on.
   * `any`: the past too.
   */
  bounds?: 'notice' | 'toCome' | 'any' | undefined
}

/** In milliseconds since the epoch. */
export interface FreeSlot extends Span {
  /** Hardly any time lies between it and another appointment: taking it keeps the day whole. */
  touches: boolean
  /** Whether all who are to come can; true where nobody said when. */
  fits: boolean
}

export interface FreeSlots {
  /** In order of time. */
  slots: FreeSlot[]
  planning: Planning
  needs: SlotNeeds
  /** Whether any of those who are to come said when they can. */
  wishesKnown: boolean
}

/**
 * When is there room? Everything that asks, asks here: within opening hours, outside time off and closed holidays,
 * beside what occupies the practitioner. One statement. True at the moment of booking only under the
 * practitioner's lock.
 */
export async function findFreeSlots(work: Work, question: SlotQuestion): Promise<FreeSlots> {
  const ground = await readSlotGround(work, question)
  const { type, planning } = ground
  const needs = readNeeds(question, type)
  const placeId = question.placeId === undefined ? (type?.placeId ?? null) : question.placeId
  const slots = slotsOn(ground, { needs, placeId, ...boundsOf(question, type, work) })
  return { planning, needs, slots, wishesKnown: ground.windows.length > 0 }
}

/**
 * Free slots on what was read once, for one of several who look for theirs. Pure. Whoever is to come (everybody of
 * the ground when left out) decides what fits.
 */
export function slotsOn(
  { planning, busy, windows }: SlotGround,
  {
    needs,
    placeId,
    patientIds,
    ...bounds
  }: {
    needs: SlotNeeds
    placeId: string | null
    patientIds?: readonly string[]
  } & Pick<FreeSlotSearch, 'startFrom' | 'startBefore'>,
): FreeSlot[] {
  const search: FreeSlotSearch = {
    openings: openSpans(planning, placeId),
    busy,
    closed: planning.timeOff,
    duration: needs.durationMinutes * MINUTE,
    step: needs.stepMinutes * MINUTE,
    bufferBefore: needs.bufferBeforeMinutes * MINUTE,
    bufferAfter: needs.bufferAfterMinutes * MINUTE,
    ...bounds,
  }
  const spans = freeSlots(search)
  const touching = touchingSlots(spans, search)
  const theirs = patientIds ? windows.filter((window) => patientIds.includes(window.patientId)) : windows
  const fitting = fittingSlots(spans, theirs, planning)
  return spans.map(({ start, end }, index) => ({
    start,
    end,
    touches: touching[index] ?? false,
    fits: fitting ? fitting.has(start) : true,
  }))
}

/** A slot as instants. */
export function slotRange({ start, end }: Span): InstantRange {
  return {
    startsAt: Temporal.Instant.fromEpochMilliseconds(start),
    endsAt: Temporal.Instant.fromEpochMilliseconds(end),
  }
}

const MINUTE = 60_000
const SECOND = 1_000
/** Twelve hours and two buffers of four: no occupied span is longer. */
const LONGEST_OCCUPANCY_HOURS = 20
const LONGEST_BUFFER_HOURS = 4

interface TypeFigures extends SlotNeeds {
  placeId: string | null
  noticeHours: number
  horizonDays: number
}

interface GroundRow extends PlanningRow {
  type: TypeFigures | null
  /** Start and end in seconds, buffers included. */
  busy: [number, number][]
  windows: (WeeklyWindow & { patientId: string })[]
}

export interface SlotGround {
  type: TypeFigures | null
  planning: Planning
  /** What occupies the practitioner, buffers included. */
  busy: Span[]
  windows: GroundRow['windows']
}

/** What free slots of any length are looked for in, in one statement. */
export async function readSlotGround(work: Work, question: SlotQuestion): Promise<SlotGround> {
  const { practiceId, zone, now } = work
  const range = { firstDay: dayNumber(question.from), lastDay: dayNumber(question.to) }
  const from = question.from.toZonedDateTime(zone).toInstant()
  const until = question.to.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const { typeId = null, practitionerId = null, exceptAppointmentIds = [] } = question
  const { rows } = await sql<GroundRow>`
    select ${planningColumns(work, range)},
      (select jsonb_build_object('durationMinutes', duration_minutes, 'bufferBeforeMinutes', buffer_before_minutes,
          'bufferAfterMinutes', buffer_after_minutes, 'stepMinutes', step_minutes, 'noticeHours', notice_hours,
          'horizonDays', horizon_days, 'placeId', place_id)
       from appointment_type where practice_id = ${practiceId} and id = ${typeId}::uuid) as type,
      (select coalesce(json_agg(json_build_array(extract(epoch from starts_at)::int8, extract(epoch from ends_at)::int8)
          order by starts_at), '[]')
       from occupancy o
       where practice_id = ${practiceId}
         and practitioner_id = coalesce(${practitionerId}::uuid,
           (select id from practitioner where practice_id = ${practiceId} order by id limit 1))
         and starts_at > ${from.subtract({ hours: LONGEST_OCCUPANCY_HOURS })}
         and starts_at < ${until.add({ hours: LONGEST_BUFFER_HOURS })} and ends_at > ${from.subtract({ hours: LONGEST_BUFFER_HOURS })} and blocking
         and (appointment_id is null or appointment_id <> all (${exceptAppointmentIds}::uuid[]))
         and (hold_expires_at is null or hold_expires_at > ${now})) as busy,
      ${windowsOf(work, question)} as windows`.execute(work.tx)
  const [row] = rows
  if (!row) throw new Error('a select without from answered nothing')
  return {
    type: row.type,
    planning: readPlanning(row, range, zone),
    busy: row.busy.map(([start, end]) => ({ start: start * SECOND, end: end * SECOND })),
    windows: row.windows,
  }
}

/** When those who are to come can, as JSON. */
function windowsOf(work: Work, { patientIds = [], from, to }: SlotQuestion): Sql<unknown> {
  if (patientIds.length === 0) return sql`'[]'::json`
  return sql`(
    select coalesce(json_agg(json_build_object('patientId', patient_id, 'weekday', weekday,
        'start', (extract(epoch from from_time) / 60)::int, 'end', (extract(epoch from to_time) / 60)::int,
        'everyWeeks', every_weeks, 'firstDay', valid_from - date '1970-01-01',
        'lastDay', valid_to - date '1970-01-01')), '[]')
    from ${availabilityRows(work, patientIds)} as availability
    where (valid_to is null or valid_to >= ${from}) and (valid_from is null or valid_from <= ${to}))`
}

function readNeeds({ typeId, needs = {} }: SlotQuestion, type: TypeFigures | null): SlotNeeds {
  if (typeId !== undefined && !type) throw new NotFound()
  const figure = (name: keyof SlotNeeds): number => {
    const value = needs[name] ?? type?.[name]
    if (value === undefined) throw new RangeError(`A slot search needs a type or ${name}`)
    return value
  }
  return {
    durationMinutes: figure('durationMinutes'),
    bufferBeforeMinutes: figure('bufferBeforeMinutes'),
    bufferAfterMinutes: figure('bufferAfterMinutes'),
    stepMinutes: figure('stepMinutes'),
  }
}

function boundsOf(
  { bounds = 'toCome' }: SlotQuestion,
  type: TypeFigures | null,
  { now, today, zone }: Work,
): Pick<FreeSlotSearch, 'startFrom' | 'startBefore'> {
  if (bounds === 'any') return {}
  if (bounds === 'toCome' || !type) return { startFrom: now.epochMilliseconds }
  const lastDay = today.add({ days: type.horizonDays + 1 })
  return {
    startFrom: now.add({ hours: type.noticeHours }).epochMilliseconds,
    startBefore: lastDay.toZonedDateTime(zone).epochMilliseconds,
  }
}

/** Starts of the slots that fit everybody; undefined when nobody said when they can. */
function fittingSlots(
  slots: readonly Span[],
  windows: GroundRow['windows'],
  planning: Planning,
): Set<number> | undefined {
  if (windows.length === 0) return undefined
  return new Set(slotsWithin(slots, commonWindows(windows, planning)).map((slot) => slot.start))
}

/** The times that everybody who told any can. */
function commonWindows(windows: GroundRow['windows'], { range, clock }: Planning): Span[] {
  const people = [...new Set(windows.map((window) => window.patientId))]
  const [first = [], ...others] = people.map((patientId) =>
    windowSpans(
      windows.filter((window) => window.patientId === patientId),
      range,
      clock,
    ),
  )
  return others.reduce<Span[]>((common, spans) => intersectSpans(common, spans), first)
}
