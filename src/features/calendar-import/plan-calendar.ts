import { type Span, overlaps, spanOf } from '#src/domain/interval.ts'
import type { ImportedOccurrence, RefusedEvent } from './icalendar/occurrence.ts'
import { findOverlaps } from './icalendar/overlaps.ts'
import { reasonToSkip } from './icalendar/propose.ts'
import { LONGEST_MINUTES } from '#src/domain/start-time.ts'
import type { CalendarChoices } from './calendar-batch.ts'
import { type NamedPatient, type Subject, type SubjectKind, gatherSubjects, hashOf } from './subjects.ts'
import { LONGEST_TIME_OFF } from '#src/features/planning/index.ts'

/** An occurrence that becomes an appointment. */
export interface Planned {
  key: string
  occurrence: ImportedOccurrence
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  subject: Subject
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
  /** What waits for a look first, what was recognised last; the most frequent first in each. */
  subjects: readonly Subject[]
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
    /** By the choice made for their subject, or in a conflict. */
    leftOut: number
    past: number
    future: number
  }
  patients: ReadonlyMap<string, NamedPatient>
  /** What occupies the agenda already. */
  taken: readonly Span[]
}

export interface PlanInput {
  reading: { name: string; events: readonly ImportedOccurrence[]; refused: readonly RefusedEvent[] }
  patients: readonly NamedPatient[]
  known: ReadonlySet<string>
  taken: readonly Span[]
  choices: CalendarChoices
  now: Temporal.Instant
}

/** Sorts the occurrences of a file into what each becomes. Every one of them is counted somewhere. */
export function planCalendar({ reading, patients, known, taken, choices, now }: PlanInput): CalendarReview {
  const news = reading.events.filter((occurrence) => !known.has(occurrenceKey(occurrence)))
  const skipped = Map.groupBy(news, (occurrence) => reasonToSkip(occurrence) ?? 'none')
  const subjects = gatherSubjects(skipped.get('none') ?? [], patients, choices)
  const { planned, timeOff, unfit, leftOut } = sortOut(subjects)
  const sorted = findOverlaps(planned, taken, now)
  const conflicts = sorted.conflicts.map((conflict) => judge(conflict, taken, choices))
  const decided = conflicts.flatMap(({ items }) => items)
  const kept = decided.filter(({ choice }) => choice === 'keep').map((item) => item.planned)
  const appointments = [...sorted.clear, ...kept]
  const written = [...appointments, ...sorted.history]
  const past = written.filter(({ endsAt }) => Temporal.Instant.compare(endsAt, now) <= 0).length
  return {
    calendarName: reading.name,
    subjects: subjects.toSorted(
      (a, b) => RANKS[a.kind] - RANKS[b.kind] || b.occurrences.length - a.occurrences.length,
    ),
    appointments,
    history: sorted.history,
    conflicts,
    timeOff,
    refused: reading.refused,
    unfit,
    counts: {
      occurrences: reading.events.length,
      alreadyThere: reading.events.length - news.length,
      cancelled: skipped.get('cancelled')?.length ?? 0,
      free: skipped.get('free')?.length ?? 0,
      leftOut: leftOut + decided.filter(({ choice }) => choice === 'skip').length,
      past,
      future: written.length - past,
    },
    patients: new Map(patients.map((patient) => [patient.id, patient])),
    taken,
  }
}

/** Whether importing would change anything, or could once an answer is given. */
export function hasNews({ appointments, history, timeOff, conflicts }: CalendarReview): boolean {
  return (
    appointments.length + history.length + timeOff.length > 0 ||
    conflicts.some(({ state }) => state !== 'decided')
  )
}

export function occurrenceKey(occurrence: { uid: string; recurrenceId: string }): string {
  return `${occurrence.recurrenceId} ${occurrence.uid}`
}

const RANKS: Readonly<Record<SubjectKind, number>> = { choose: 0, newPatient: 1, timeOff: 2, recognised: 3 }

function sortOut(subjects: readonly Subject[]) {
  const planned: Planned[] = []
  const timeOff: ImportedOccurrence[] = []
  const unfit: ImportedOccurrence[] = []
  let leftOut = 0
  for (const subject of subjects) {
    for (const occurrence of subject.occurrences) {
      if (subject.become === 'skip') leftOut++
      else if (subject.become === 'timeOff') (isLong(occurrence) ? unfit : timeOff).push(occurrence)
      else if (!fits(occurrence)) unfit.push(occurrence)
      else {
        const { startsAt, endsAt } = occurrence
        planned.push({ key: hashOf(occurrenceKey(occurrence)), occurrence, startsAt, endsAt, subject })
      }
    }
  }
  return { planned, timeOff, unfit, leftOut }
}

function judge(
  conflict: { items: readonly Planned[]; taken: boolean },
  taken: readonly Span[],
  choices: CalendarChoices,
): Conflict {
  const items = conflict.items.map((planned) => ({
    planned,
    choice: choices.conflicts[planned.key],
    taken: conflict.taken && taken.some((span) => overlaps(span, spanOfPlanned(planned))),
  }))
  const kept = items.filter((item) => item.choice === 'keep')
  const clashes = kept.some(
    (item, index) =>
      item.taken ||
      kept
        .slice(index + 1)
        .some((other) => overlaps(spanOfPlanned(item.planned), spanOfPlanned(other.planned))),
  )
  const open = items.some((item) => item.choice === undefined)
  return { items, taken: conflict.taken, state: open ? 'open' : clashes ? 'clash' : 'decided' }
}

export function spanOfPlanned({ startsAt, endsAt }: Planned): Span {
  return spanOf(startsAt, endsAt)
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
