import { z } from 'zod'
import type { Routes } from '#src/platform/http/routes.ts'
import { checkbox, optionalDate } from '#src/platform/http/fields.ts'
import { DaySheetPage } from './day-sheet-page.tsx'
import { findDaySheet } from './find-day-sheet.ts'
import { agendaEvents } from '../../events.ts'

const sheetQuery = z.object({
  date: optionalDate.optional().catch(undefined),
  telephones: checkbox.catch(false),
})

export function addPrintRoute(routes: Routes): void {
  routes.page('/agenda/feuille', {
    summary: 'One day as a sheet to print (date); with telephone numbers only when asked for (telephones=1)',
    query: sheetQuery,
    load: async (visit, { query }) => {
      const date = query.date ?? visit.today
      if (query.telephones) visit.record(agendaEvents.print, null, { date: date.toString() })
      return findDaySheet(visit, date, query.telephones)
    },
    page: (sheet, view) => <DaySheetPage view={view} sheet={sheet} />,
    json: ({ date, lines }) => ({
      date,
      items: lines.map(({ id, names, time, durationMinutes, typeName, placeName, phones }) => ({
        id,
        names,
        time,
        durationMinutes,
        typeName,
        placeName,
        phones,
      })),
    }),
  })
}
