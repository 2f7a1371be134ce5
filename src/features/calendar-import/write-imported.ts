import { newId } from '#src/domain/ids.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { ImportedOccurrence } from './icalendar/occurrence.ts'
import { readCalendarFile } from './icalendar/read-file.ts'
import { type OccupiedSpans, occupiedSpans } from './imported-buffers.ts'
import type { CalendarReview, Planned } from './plan-calendar.ts'
import { SOURCE } from './review-calendar.ts'
import {
  type ImportedLine,
  insertImportedAppointments,
  insertImportedSeries,
} from '#src/features/agenda/index.ts'
import { insertImportedTimeOff } from '#src/features/planning/index.ts'

/** Rows written by one statement: about half a megabyte of values. */
const ROWS_AT_ONCE = 1_000

interface ImportedRows {
  review: CalendarReview
  practitionerId: string
  typeId: string
  patientFor(subject: Planned['subject']): string | undefined
  bytes: Uint8Array
}

/**
 * Writes the appointments of a calendar with their series and, where they block, their occupancy with the
 * type's buffers. Answers how many of those had to be shortened.
 */
export async function writeAppointments(work: Work, rows: ImportedRows): Promise<number> {
  const { review, practitionerId, typeId } = rows
  const type = await work.tx
    .selectFrom('appointmentType')
    .select(['priceCents', 'placeId', 'bufferBeforeMinutes', 'bufferAfterMinutes'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', typeId)
    .executeTakeFirst()
  if (!type) throw new NotFound('type')
  const history = new Set(review.history.map((planned) => planned.key))
  const all = [...review.appointments, ...review.history]
  const series = await writeSeries(work, all, rows.bytes)
  const occupied = occupiedSpans(review, type, work.now)
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
    const part: ImportedLine[] = []
    for (const planned of all.slice(start, start + ROWS_AT_ONCE)) {
      const overlapping = history.has(planned.key)
      part.push(await toRow(work, planned, { ...rows, ...occupied, series, overlapping }))
    }
    await insertImportedAppointments(work, part, { practitionerId, typeId, ...type, source: SOURCE })
  }
  return occupied.shortened
}

async function toRow(
  work: Work,
  { key, occurrence, subject }: Planned,
  context: Pick<ImportedRows, 'patientFor'> &
    Pick<OccupiedSpans, 'spans'> & { series: ReadonlyMap<string, string>; overlapping: boolean },
): Promise<ImportedLine> {
  const id = newId()
  const busy = context.spans.get(key)
  const patientId = context.patientFor(subject)
  if (patientId === undefined) throw new Error('a planned appointment without patient')
  const { description } = occurrence
  const note =
    description === ''
      ? null
      : await work.seal(`patient-${patientId}`, `appointment.note_sealed:${id}`, description.slice(0, 5_000))
  return {
    id,
    link: newId(),
    spot: newId(),
    patient: patientId,
    starts_at: occurrence.startsAt.toString(),
    ends_at: occurrence.endsAt.toString(),
    busy_from: toInstantText(busy?.start),
    busy_to: toInstantText(busy?.end),
    date: occurrence.wallStart.toPlainDate().toString(),
    wall_time: occurrence.wallStart.toPlainTime().toString(),
    status: occurrence.status === 'tentative' ? 'requested' : 'confirmed',
    note: note?.toString('hex'),
    overlapping: context.overlapping,
    series: occurrence.seriesUid === null ? null : (context.series.get(occurrence.seriesUid) ?? null),
    occurrence_date: originalDate(occurrence, work.zone),
    uid: occurrence.uid,
    recurrence: occurrence.recurrenceId,
  }
}

function toInstantText(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : Temporal.Instant.fromEpochMilliseconds(milliseconds).toString()
}

/** The date that the series gave the occurrence, before it was moved. */
function originalDate(occurrence: ImportedOccurrence, zone: string): string | null {
  if (occurrence.seriesUid === null || occurrence.recurrenceId === '') return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(occurrence.recurrenceId)) return occurrence.recurrenceId
  return Temporal.Instant.from(occurrence.recurrenceId).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** One row a series, with its rule as the file writes it; a series known from before is found again. */
async function writeSeries(
  work: Work,
  planned: readonly Planned[],
  bytes: Uint8Array,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, Planned>()
  for (const one of planned) {
    const { seriesUid } = one.occurrence
    if (seriesUid !== null && !wanted.has(seriesUid)) wanted.set(seriesUid, one)
  }
  if (wanted.size === 0) return new Map()
  const file = readCalendarFile(bytes)
  if (isRefused(file)) throw new Error('a calendar that was read cannot be read again')
  const masters = new Map(
    file.events.filter((event) => !event.recurrenceId).map((event) => [event.uid, event]),
  )
  const rows = [...wanted].map(([uid, { occurrence }]) => {
    const master = masters.get(uid)
    const startsOn = master?.start?.text.slice(0, 10) ?? occurrence.startDate.toString()
    const rule = master?.rules.join('\n') ?? ''
    return { id: newId(), uid, rule, zone: occurrence.zone, starts_on: startsOn }
  })
  return insertImportedSeries(work, rows, SOURCE)
}

export async function writeTimeOff(
  work: Work,
  practitionerId: string,
  occurrences: readonly ImportedOccurrence[],
): Promise<void> {
  for (let start = 0; start < occurrences.length; start += ROWS_AT_ONCE) {
    const rows = occurrences.slice(start, start + ROWS_AT_ONCE).map((occurrence) => ({
      id: newId(),
      kind: kindOf(occurrence),
      label: occurrence.summary.slice(0, 300),
      starts_at: occurrence.startsAt.toString(),
      ends_at: occurrence.endsAt.toString(),
      start_date: occurrence.allDay ? occurrence.startDate.toString() : null,
      end_date: occurrence.allDay ? occurrence.endDate.toString() : null,
      uid: occurrence.uid,
      recurrence: occurrence.recurrenceId,
    }))
    await insertImportedTimeOff(work, rows, { practitionerId, source: SOURCE })
  }
}

/** A first guess from the title, which the practitioner may change. */
function kindOf({ summary, allDay }: ImportedOccurrence): string {
  if (/supervision|intervision|analyse de pratique/i.test(summary)) return 'supervision'
  if (/formation|colloque|congrès|séminaire|stage/i.test(summary)) return 'training'
  if (/maladie|arrêt|malade/i.test(summary)) return 'illness'
  return allDay || /congés?|vacances/i.test(summary) ? 'holiday' : 'private'
}
