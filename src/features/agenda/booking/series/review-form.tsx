import type { Child } from 'hono/jsx'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { appointmentText } from '../appointment-text.ts'
import { sayInstant } from '../say-when.ts'
import { getAppointment } from '../../appointments/get-appointment.ts'
import type { NothingLeft, SeriesReview } from '../../series/create-series.ts'
import { ReviewPage, type ReviewProps } from './review-page.tsx'
import type { PlannedDate } from '../../series/plan-dates.ts'
import { seriesText } from './series-text.ts'
import { patientNames } from '#src/domain/person-name.ts'

/** The dates that a refused form has to decide about; undefined when it was refused for something else. */
function datesOf(attempt: Attempt): readonly PlannedDate[] | undefined {
  const refused = attempt.refused as SeriesReview | NothingLeft | undefined
  return refused?.refused === 'series-review' || refused?.refused === 'nothing-left'
    ? refused.rows
    : undefined
}

/** The dates of a new series instead of its form, while they are to be looked at. */
export function reviewNewSeries(visit: Visit, attempt: Attempt): Child | undefined {
  const rows = datesOf(attempt)
  if (!rows) return undefined
  const { lang } = visit.view
  return (
    <ReviewPage
      view={visit.view}
      attempt={attempt}
      rows={rows}
      action="/rendez-vous"
      of="create"
      subtitle={seriesText[lang].dates(rows.length)}
      back={{ href: '/agenda', label: appointmentText[lang].backToAgenda }}
    />
  )
}

/** What stands in the way of a restoration, date by date where it is a series' own. */
export async function reviewRestoration(visit: Visit, attempt: Attempt, id: string): Promise<Child> {
  const rows = datesOf(attempt) ?? []
  return reviewRows(visit, attempt, { id, noun: '/retablissement', of: 'restore', rows })
}

/** The same for what is done with the series of an appointment that is there. */
export async function reviewSeriesOf(
  visit: Visit,
  attempt: Attempt,
  { id, noun, of }: { id: string; noun: string; of: ReviewProps['of'] },
): Promise<Child | undefined> {
  const rows = datesOf(attempt)
  return rows && reviewRows(visit, attempt, { id, noun, of, rows })
}

async function reviewRows(
  visit: Visit,
  attempt: Attempt,
  { id, noun, of, rows }: { id: string; noun: string } & Pick<ReviewProps, 'of' | 'rows'>,
): Promise<Child> {
  const { view } = visit
  const appointment = await getAppointment(visit, id)
  const when = sayInstant(appointment.startsAt, visit.zone, view.lang)
  return (
    <ReviewPage
      view={view}
      attempt={attempt}
      rows={rows}
      action={`/rendez-vous/${id}${noun}`}
      of={of}
      subtitle={`${patientNames(appointment.patients)}, ${when}`}
      back={{ href: `/rendez-vous/${id}`, label: appointmentText[view.lang].appointment }}
    />
  )
}
