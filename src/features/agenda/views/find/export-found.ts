import { formatIsoDate } from '#src/domain/civil-format.ts'
import { toCsv } from '#src/domain/csv-text.ts'
import { formatPlainCents } from '#src/domain/money.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { writeFeed } from '#src/platform/icalendar/write-feed.ts'
import { type ListedAppointment, listAppointments } from '../../appointments/list-appointments.ts'
import { filterOf, findQuery, followMerge } from './find-query.ts'
import { findText } from './text.ts'
import { patientNames } from '#src/domain/person-name.ts'
import { findChoices } from '#src/features/planning/index.ts'
import { statusText } from '../../appointments/status-text.ts'
import { timeValue } from '#src/domain/civil-time.ts'
import { appointmentEvents } from '../../events.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

/** Fifty years of a full practice. */
const MOST = 100_000

/** Everything the address asks for, not a page of it. */
export async function findToExport(
  visit: Visit,
  address: Readonly<Record<string, string>>,
): Promise<readonly ListedAppointment[]> {
  const query = await followMerge(visit, findQuery.parse({ ...address, cursor: undefined }))
  const choices = await findChoices(visit, 'all')
  const { items } = await listAppointments(visit, filterOf(visit, query, choices, MOST))
  visit.record(appointmentEvents.export, null, { count: items.length })
  return items
}

/** A table that a spreadsheet opens, in the practice's time. */
export function appointmentsToCsv(items: readonly ListedAppointment[], zone: string, lang: Lang): string {
  const { columns } = findText[lang]
  const statuses = statusText[lang]
  const head = [columns.date, columns.start, columns.end, columns.patients, columns.type, columns.place]
  return toCsv([
    [...head, columns.status, columns.price],
    ...items.map((item) => {
      const start = item.startsAt.toZonedDateTimeISO(zone)
      return [
        formatIsoDate(start),
        timeValue(start.toPlainTime()),
        timeValue(item.endsAt.toZonedDateTimeISO(zone).toPlainTime()),
        patientNames(item.patients),
        item.typeName,
        item.placeName ?? '',
        statuses[item.status],
        formatPlainCents(item.priceCents),
      ]
    }),
  ])
}

/** A calendar file for whoever asked: with names, each appointment by itself. */
export function appointmentsToCalendar(items: readonly ListedAppointment[], visit: Visit): string {
  const first = items.map((item) => item.date).toSorted(Temporal.PlainDate.compare)[0] ?? visit.today
  return writeFeed({
    name: findText[visit.view.lang].title,
    zone: visit.zone,
    firstDay: first,
    series: [],
    repeated: [],
    events: items.map((item) => ({
      id: item.id,
      startSeconds: item.startsAt.epochMilliseconds / 1000,
      endSeconds: item.endsAt.epochMilliseconds / 1000,
      summary: patientNames(item.patients),
      status: statusOf(item),
      sequence: item.version,
      changedSeconds: Math.floor(visit.now.epochMilliseconds / 1000),
      path: `/rendez-vous/${item.id}`,
    })),
  })
}

function statusOf({ status }: ListedAppointment): 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' {
  return STATUS_FACTS[status].ical
}
