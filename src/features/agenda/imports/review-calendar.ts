import { createHash } from 'node:crypto'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { overlaps, type Span } from '#src/domain/interval.ts'
import type { Work } from '#src/platform/work.ts'
import { LONGEST_TIME_OFF, findBusySpans } from '../availability.ts'
import { type MatchablePatient, createPatientMatcher } from '../icalendar/match-patients.ts'
import type { ImportedOccurrence, RefusedEvent } from '../icalendar/occurrence.ts'
import { findOverlaps } from '../icalendar/overlaps.ts'
import { proposeFor } from '../icalendar/propose.ts'
import { readCalendar } from '../icalendar/read-calendar.ts'
import type { CalendarFileRefusal } from '../icalendar/read-file.ts'
import { LONGEST_MINUTES } from '../start-time.ts'
import type { Become, CalendarBatch, CalendarChoices } from './calendar-batch.ts'

/** Where imported rows come from: with uid and recurrence-id, nothing comes in twice. */
export const SOURCE = 'ics'

/** All occurrences of one title in the file; decided together. */
export interface Title {
  key: string
  title: string
  allDay: boolean
  count: number
  /** The choice made, or what the program proposes; undefined when it must be asked. */
  become: Become | undefined
  /** The name was recognised beyond doubt. */
  sure: boolean
  /** Patients who may be meant. */
  candidates: readonly string[]
  firstStart: Temporal.PlainDateTime
}

/** An occurrence that becomes an appointment. */
export interface Planned {
  key: string
  occurrence: ImportedOccurrence
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  title: Title
}

export interface Conflict {
  items: readonly { planned: Planned; choice: 'keep' | 'skip' | undefined; taken: boolean }[]
  /** Something of the agenda itself stands in this time. */
  taken: boolean
  /** `open`: not decided yet. `clash`: what is kept still overlaps. */
  state: 'open' | 'clash' | 'decided'
}

export interface CalendarReview {
  calendarName: string
  titles: readonly Title[]
  /** To be written, history that overlaps apart. */
  appointments: readonly Planned[]
  history: readonly Planned[]
  conflicts: readonly Conflict[]
  timeOff: readonly ImportedOccurrence[]
  refused: readonly RefusedEvent[]
  /** Appointments longer than twelve hours or over midnight, and time off of more than a year. */
  unfit: readonly ImportedOccurrence[]
  counts: {
    occurrences: number
    alreadyThere: number
    cancelled: number
    free: number
    /** By the choice made for their title, or in a conflict. */
    leftOut: number
    past: number
    future: number
  }
  patients: ReadonlyMap<string, NamedPatient>
}

/** What a file would do to the agenda of now, under the choices made; reads, writes nothing. */
export async function reviewCalendar(
  work: Work,
  batch: CalendarBatch,
  practitionerId: string,
): Promise<CalendarReview | CalendarFileRefusal> {
  const reading = readCalendar(batch.bytes, work)
  if (isRefused(reading)) return reading
  const patients = await work.tx
    .selectFrom('patient')
    .select(['id', 'lastName', 'firstName', 'birthDate'])
    .where('practiceId', '=', work.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('retentionState', '=', 'active')
    .orderBy('sortKey')
    .execute()
  const known = await findKnownKeys(work)
  const range = rangeOf(reading.events, work.now)
  const taken = await findBusySpans(work, practitionerId, range)
  return planCalendar({
    reading,
    patients,
    known,
    taken,
    choices: batch.choices,
    now: work.now,
  })
}

type NamedPatient = MatchablePatient & { readonly birthDate?: Temporal.PlainDate | null }

export interface PlanInput {
  reading: { name: string; events: readonly ImportedOccurrence[]; refused: readonly RefusedEvent[] }
  patients: readonly NamedPatient[]
  known: ReadonlySet<string>
  taken: readonly Span[]
  choices: CalendarChoices
  now: Temporal.Instant
}

/** Pure: sorts the occurrences of a file into what each becomes. Every one of them is counted somewhere. */
export function planCalendar({ reading, patients, known, taken, choices, now }: PlanInput): CalendarReview {
  const match = createPatientMatcher(patients)
  const byId = new Map(patients.map((patient) => [patient.id, patient]))
  const titles = new Map<string, Title>()
  const counts = {
    occurrences: reading.events.length,
    alreadyThere: 0,
    cancelled: 0,
    free: 0,
    leftOut: 0,
    past: 0,
    future: 0,
  }
  const planned: Planned[] = []
  const timeOff: ImportedOccurrence[] = []
  const unfit: ImportedOccurrence[] = []
  for (const occurrence of reading.events) {
    if (known.has(occurrenceKey(occurrence))) {
      counts.alreadyThere++
      continue
    }
    const proposal = proposeFor(occurrence, match(occurrence.summary))
    if (proposal.kind === 'skip') {
      counts[proposal.because]++
      continue
    }
    const key = titleKey(occurrence)
    const title = titles.get(key) ?? newTitle(key, occurrence, proposal, choices, byId)
    titles.set(key, title)
    title.count++
    if (title.become === 'skip') counts.leftOut++
    else if (title.become === 'timeOff') (isLong(occurrence) ? unfit : timeOff).push(occurrence)
    else if (title.become !== undefined && !fits(occurrence)) unfit.push(occurrence)
    else if (title.become !== undefined) {
      const { startsAt, endsAt } = occurrence
      planned.push({ key: hashOf(occurrenceKey(occurrence)), occurrence, startsAt, endsAt, title })
    }
  }
  const sorted = findOverlaps(planned, taken, now)
  const conflicts = sorted.conflicts.map((conflict) => judge(conflict, taken, choices))
  const kept = conflicts.flatMap(({ items }) =>
    items.filter((item) => item.choice === 'keep').map((item) => item.planned),
  )
  counts.leftOut += conflicts.flatMap(({ items }) => items.filter((item) => item.choice === 'skip')).length
  const appointments = [...sorted.clear, ...kept]
  for (const one of [...appointments, ...sorted.history]) {
    counts[Temporal.Instant.compare(one.endsAt, now) <= 0 ? 'past' : 'future']++
  }
  return {
    calendarName: reading.name,
    titles: [...titles.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count),
    appointments,
    history: sorted.history,
    conflicts,
    timeOff,
    refused: reading.refused,
    unfit,
    counts,
    patients: byId,
  }
}

/** What needs an answer first, what was recognised last. */
function rank(title: Title): number {
  if (title.become === undefined) return 0
  return title.sure ? 2 : 1
}

function newTitle(
  key: string,
  occurrence: ImportedOccurrence,
  proposal: Exclude<ReturnType<typeof proposeFor>, { kind: 'skip' }>,
  choices: CalendarChoices,
  patients: ReadonlyMap<string, NamedPatient>,
): Title {
  const candidates =
    proposal.kind === 'appointment'
      ? [proposal.patientId]
      : proposal.kind === 'choose'
        ? proposal.patientIds
        : []
  const proposed: Become | undefined =
    proposal.kind === 'appointment'
      ? `patient:${proposal.patientId}`
      : proposal.kind === 'timeOff'
        ? 'timeOff'
        : undefined
  const chosen = choices.titles[key]
  // A choice of the last import may name a file that was merged or erased since.
  const stands =
    chosen !== undefined && (!chosen.startsWith('patient:') || patients.has(patientOf(chosen) ?? ''))
  return {
    key,
    title: occurrence.summary,
    allDay: occurrence.allDay,
    count: 0,
    become: stands ? chosen : proposed,
    sure: proposal.kind === 'appointment',
    candidates,
    firstStart: occurrence.wallStart,
  }
}

export function patientOf(become: Become | undefined): string | undefined {
  return become?.startsWith('patient:') ? become.slice('patient:'.length) : undefined
}

function judge(
  conflict: { items: readonly Planned[]; taken: boolean },
  taken: readonly Span[],
  choices: CalendarChoices,
): Conflict {
  const spanOf = (planned: Planned): Span => ({
    start: planned.startsAt.epochMilliseconds,
    end: planned.endsAt.epochMilliseconds,
  })
  const items = conflict.items.map((planned) => ({
    planned,
    choice: choices.conflicts[planned.key],
    taken: conflict.taken && taken.some((span) => overlaps(span, spanOf(planned))),
  }))
  const kept = items.filter((item) => item.choice === 'keep')
  const clashes = kept.some(
    (item, index) =>
      item.taken ||
      kept.slice(index + 1).some((other) => overlaps(spanOf(item.planned), spanOf(other.planned))),
  )
  const open = items.some((item) => item.choice === undefined)
  return { items, taken: conflict.taken, state: open ? 'open' : clashes ? 'clash' : 'decided' }
}

/** An appointment lasts twelve hours at most and ends on its day. */
function fits(occurrence: ImportedOccurrence): boolean {
  const minutes = (occurrence.endsAt.epochMilliseconds - occurrence.startsAt.epochMilliseconds) / 60_000
  const midnight = occurrence.wallStart.toPlainDate().add({ days: 1 }).toPlainDateTime()
  return minutes <= LONGEST_MINUTES && Temporal.PlainDateTime.compare(occurrence.wallEnd, midnight) <= 0
}

function isLong(occurrence: ImportedOccurrence): boolean {
  return Temporal.Duration.compare(occurrence.startsAt.until(occurrence.endsAt), LONGEST_TIME_OFF) > 0
}

export function occurrenceKey(occurrence: { uid: string; recurrenceId: string }): string {
  return `${occurrence.recurrenceId} ${occurrence.uid}`
}

function titleKey(occurrence: ImportedOccurrence): string {
  return hashOf(`${occurrence.allDay ? 'day' : 'time'} ${occurrence.summary}`)
}

/** Choices are kept by hash, so that no name stands beside the sealed file. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

async function findKnownKeys(work: Work): Promise<ReadonlySet<string>> {
  const appointments = await work.tx
    .selectFrom('appointment')
    .select(['sourceUid', 'sourceRecurrenceId'])
    .where('practiceId', '=', work.practiceId)
    .where('source', '=', SOURCE)
    .execute()
  const timeOff = await work.tx
    .selectFrom('timeOff')
    .select(['sourceUid', 'sourceRecurrenceId'])
    .where('practiceId', '=', work.practiceId)
    .where('source', '=', SOURCE)
    .execute()
  return new Set(
    [...appointments, ...timeOff].map((row) =>
      occurrenceKey({ uid: row.sourceUid, recurrenceId: row.sourceRecurrenceId }),
    ),
  )
}

function rangeOf(events: readonly ImportedOccurrence[], now: Temporal.Instant) {
  const first = events[0]?.startsAt ?? now
  const last = events.at(-1)?.startsAt ?? now
  return { startsAt: first, endsAt: last.add({ hours: 24 }) }
}

export type ReviewRefused = Refused<'undecided' | 'unresolved' | 'stale-review' | 'no-type'>
