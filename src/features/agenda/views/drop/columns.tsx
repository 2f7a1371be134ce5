import type { Visit } from '#src/platform/http/visit.ts'
import { AgendaColumn } from '#src/ui/index.ts'
import { type GridSource, fillDays, minutesOf, toAgendaDay } from '../agenda-days.ts'
import { CREATE_HREF } from '../agenda-page.tsx'
import { agendaText } from '../text.ts'

/** Days of a grid that is on somebody's screen, with what stands in them now. */
export type ShownColumns = Pick<GridSource, 'rows' | 'planning'> & {
  dates: readonly Temporal.PlainDate[]
  startHour: number
  endHour: number
  selected: Temporal.PlainDate
}

/** Day columns as markup, by civil date, drawn as the page draws them. */
export function drawColumns(visit: Visit, shown: ShownColumns): Record<string, string> {
  const { view } = visit
  const days = fillDays(shown.dates, { ...shown, zone: visit.zone, lang: view.lang })
  const frame = {
    startHour: shown.startHour,
    endHour: shown.endHour,
    lang: view.lang,
    today: visit.today,
    nowMinutes: minutesOf(visit.now.toZonedDateTimeISO(visit.zone)),
    selected: shown.selected.toString(),
  }
  const { now } = agendaText[view.lang]
  const { startHour, endHour } = shown
  const cells = { action: CREATE_HREF, lang: view.lang, startHour, endHour }
  return Object.fromEntries(
    days.map((day) => [
      day.iso,
      String(<AgendaColumn day={toAgendaDay(day, frame)} nowLabel={now} cells={cells} />),
    ]),
  )
}
