import { type InstantRange, resolveWallTime } from '#src/domain/civil-time.ts'
import { freeSlots } from '#src/domain/free-time.ts'
import { type Span, contains, mergeSpans, overlaps } from '#src/domain/interval.ts'
import { pickNearest } from '../appointments/nearest-slots.ts'
import { type CivilSpan, type SpanRefusal, spanOfAppointment } from '#src/domain/start-time.ts'
import type { Warning } from '../appointments/warnings.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { slotRange } from '#src/features/planning/index.ts'

/** `conflict` and `time-skipped` are walls; the practitioner may do the others all the same, once told. */
export type Problem = 'conflict' | 'time-skipped' | Warning

/** What is done with one date: an instant is another time for it. */
export type Choice = 'take' | 'take-anyway' | 'skip' | Temporal.Instant
export type Choices = ReadonlyMap<string, Choice>

export interface WantedDate {
  /** The date that the series gives; one each. */
  key: string
  wall: Temporal.PlainDateTime
  minutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  /** Who is to come. */
  patients: readonly NamedPatient[]
  /** Which moment is meant, where the wall time comes twice or was asked for exactly. */
  startsAt?: Temporal.Instant | undefined
  /** The time an existing appointment has, and keeps when it is left out. */
  current?: CivilSpan | undefined
  /** What it occupies with that, buffers included. */
  occupied?: Span | undefined
}

export interface PlannedDate {
  key: string
  wanted: { wall: Temporal.PlainDateTime; span: CivilSpan | undefined }
  problem: Problem | undefined
  /** What a time off is called, the key of a holiday; '' for nothing. */
  label: string
  /** Who cannot come then, whatever else there is to tell; nobody where there is a wall. */
  unavailable: readonly NamedPatient[]
  /** Other free times of that week, where there is a wall. */
  nearest: InstantRange[]
  /** Where the appointment will be; undefined when the date is left out. */
  taken: CivilSpan | undefined
  /** Somebody has to say first what is done with this date. */
  undecided: boolean
}

export interface PlanGround {
  zone: string
  today: Temporal.PlainDate
  stepMinutes: number
  /** What occupies the practitioner, the appointments planned here left out. */
  busy: readonly Span[]
  /** Times off and holidays that close the practice. */
  closed: readonly (Span & { problem: Problem; label: string })[]
  /** False where a practice has told no opening hours: it is never outside of them. */
  hasHours: boolean
  /** Those who said when they can, and not then. */
  unavailable(patients: readonly NamedPatient[], span: InstantRange): readonly NamedPatient[]
  /** Opening hours between two dates; where the practice has told none, those of an office. */
  openings(first: Temporal.PlainDate, last: Temporal.PlainDate): Span[]
}

const MINUTE = 60_000
/** What is told and yet taken unless somebody says otherwise. */
const KEPT: ReadonlySet<Problem> = new Set(['outside-hours', 'outside-availability'])

export interface PlanOptions {
  choices: Choices
  /** Which dates somebody has to decide about first: all with a problem, those that are occupied, none. */
  ask: 'problems' | 'walls' | 'nothing'
}

/**
 * What becomes of each date, in order. Without a choice a free date is taken, one outside opening hours or a patient's
 * availabilities too, one on a holiday or a time off is left out, and one that is occupied always is. A date left out
 * that has an appointment keeps its time, which the others then respect; and what was a problem there already is none.
 */
export function planDates(
  wanted: readonly WantedDate[],
  ground: PlanGround,
  { choices, ask }: PlanOptions,
): PlannedDate[] | SpanRefusal {
  const rows: Row[] = []
  for (const one of wanted) {
    const row = readRow(one, ground, choices.get(one.key))
    if ('refused' in row) return row
    rows.push(row)
  }
  settle(rows, ground)
  const all = mergeSpans([...ground.busy, ...rows.flatMap((row) => row.place ?? row.wanted.occupied ?? [])])
  return rows.map((row) => describe(row, { ground, all, ask }))
}

interface Row {
  wanted: WantedDate
  choice: Choice | undefined
  /** The time asked for; undefined when it does not exist that day. */
  span: CivilSpan | undefined
  /** The time it will have if nothing stands there. */
  aim: CivilSpan | undefined
  soft: Soft | undefined
  /** Something stands where it was to be. */
  hit: boolean
  /** What it occupies in the end, buffers included. */
  place: Span | undefined
}

type Soft = Pick<PlannedDate, 'label' | 'unavailable'> & { problem: Problem }

function readRow(wanted: WantedDate, ground: PlanGround, choice: Choice | undefined): Row | SpanRefusal {
  const startsAt = wanted.startsAt ?? momentOf(wanted.wall, ground.zone)
  const span = startsAt && spanOfAppointment(startsAt, wanted.minutes, ground)
  if (span && 'refused' in span) return span
  const soft = span && newProblem(span, wanted, ground)
  const row: Row = { wanted, choice, span, aim: span, soft, hit: false, place: undefined }
  if (choice === 'skip') return { ...row, aim: undefined }
  if (choice instanceof Temporal.Instant) {
    const other = spanOfAppointment(choice, wanted.minutes, ground)
    return 'refused' in other ? other : { ...row, aim: other }
  }
  const leftOut = soft !== undefined && !KEPT.has(soft.problem) && choice === undefined
  return leftOut ? { ...row, aim: undefined } : row
}

/** Of a wall time that comes twice the first is meant (RFC 5545 §3.3.5); one that is skipped has no moment. */
function momentOf(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant | undefined {
  const meaning = resolveWallTime(wall, zone)
  return meaning.kind === 'exact' ? meaning.instant : meaning.kind === 'twice' ? meaning.first : undefined
}

/** What is no news is not told: a reason that was there before, and whoever could not come then either. */
function newProblem(
  span: CivilSpan,
  { current, patients }: WantedDate,
  ground: PlanGround,
): Soft | undefined {
  const closed = planningProblem(span, ground)
  const before = closed && current && planningProblem(current, ground)
  const failed = current ? ground.unavailable(patients, current) : []
  const unavailable = ground.unavailable(
    patients.filter((one) => !failed.includes(one)),
    span,
  )
  if (closed && closed.problem !== before?.problem) return { ...closed, unavailable }
  return unavailable.length === 0 ? undefined : { problem: 'outside-availability', label: '', unavailable }
}

function planningProblem(span: CivilSpan, ground: PlanGround): Omit<Soft, 'unavailable'> | undefined {
  const own = bare(span)
  const closed = ground.closed.find((one) => overlaps(one, own))
  if (closed) return closed
  if (!ground.hasHours) return undefined
  const open = ground.openings(span.date, span.date).some((opening) => contains(opening, own))
  return open ? undefined : { problem: 'outside-hours', label: '' }
}

/** Each row that hits something is left out and keeps the time it had, until nothing hits anything any more. */
function settle(rows: readonly Row[], ground: PlanGround): void {
  for (let changed = true; changed;) {
    changed = false
    const kept = rows.flatMap((row) =>
      row.aim === undefined && row.wanted.occupied ? [row.wanted.occupied] : [],
    )
    const obstacles = mergeSpans([...ground.busy, ...kept])
    const placed: Span[] = []
    for (const row of rows) {
      row.place = row.aim ? padded(row.aim, row.wanted) : undefined
      const { place } = row
      if (!place) continue
      if (hits(obstacles, place) || placed.some((other) => overlaps(other, place))) {
        Object.assign(row, { hit: true, aim: undefined, place: undefined })
        changed ||= row.wanted.occupied !== undefined
      } else placed.push(place)
    }
  }
}

function describe(
  row: Row,
  { ground, all, ask }: { ground: PlanGround; all: readonly Span[]; ask: PlanOptions['ask'] },
): PlannedDate {
  const { wanted, choice, span } = row
  const problem = !span
    ? 'time-skipped'
    : row.hit || isOccupied(span, row, ground)
      ? 'conflict'
      : row.soft?.problem
  return {
    key: wanted.key,
    wanted: { wall: wanted.wall, span },
    problem,
    label: isWall(problem) ? '' : (row.soft?.label ?? ''),
    unavailable: isWall(problem) ? [] : (row.soft?.unavailable ?? []),
    nearest: isWall(problem) ? nearestTimes(wanted, ground, all) : [],
    taken: row.aim,
    undecided:
      ask !== 'nothing' && (ask === 'problems' || isWall(problem)) && isUndecided(choice, problem, row.hit),
  }
}

export function isWall(problem: Problem | undefined): boolean {
  return problem === 'conflict' || problem === 'time-skipped'
}

/** A date left out, or given another time, still says what stands at the time it would have had. */
function isOccupied(span: CivilSpan, row: Row, ground: PlanGround): boolean {
  return row.aim !== span && hits(mergeSpans(ground.busy), padded(span, row.wanted))
}

function isUndecided(choice: Choice | undefined, problem: Problem | undefined, hit: boolean): boolean {
  if (hit) return true
  if (problem === undefined) return false
  return choice === undefined || choice === 'take'
}

function nearestTimes(wanted: WantedDate, ground: PlanGround, all: readonly Span[]): InstantRange[] {
  const date = wanted.wall.toPlainDate()
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  const sunday = monday.add({ days: 6 })
  const slots = freeSlots({
    openings: ground.openings(monday, sunday),
    busy: all,
    closed: ground.closed,
    duration: wanted.minutes * MINUTE,
    step: ground.stepMinutes * MINUTE,
    bufferBefore: wanted.bufferBeforeMinutes * MINUTE,
    bufferAfter: wanted.bufferAfterMinutes * MINUTE,
  })
  const at = wanted.wall.toZonedDateTime(ground.zone).epochMilliseconds
  return pickNearest(slots, at).map((slot) => slotRange(slot))
}

function bare(span: InstantRange): Span {
  return { start: span.startsAt.epochMilliseconds, end: span.endsAt.epochMilliseconds }
}

function padded(span: InstantRange, wanted: WantedDate): Span {
  const { start, end } = bare(span)
  return { start: start - wanted.bufferBeforeMinutes * MINUTE, end: end + wanted.bufferAfterMinutes * MINUTE }
}

/** Whether a span shares a moment with one of sorted spans that do not overlap. */
function hits(sorted: readonly Span[], span: Span): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.end ?? Infinity) <= span.start) low = middle + 1
    else high = middle
  }
  const next = sorted[low]
  return next !== undefined && next.start < span.end
}
