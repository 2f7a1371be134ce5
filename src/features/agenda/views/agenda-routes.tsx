import { z } from 'zod'
import { daysRange } from '#src/domain/civil-time.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { agendaJson } from './agenda-json.ts'
import { agendaAnswer } from '../booking/answers.ts'
import { appointmentJson } from '../appointments/appointment-json.ts'
import { type AgendaData, findAgenda, findGrid } from './find-agenda.ts'
import { optionalDate } from '#src/platform/http/fields.ts'
import { type ListedAppointment, listAppointments } from '../appointments/list-appointments.ts'
import { type MonthData, findMonth } from './month/find-month.ts'
import { MonthPage } from './month/month-page.tsx'
import { AgendaListPage } from './agenda-list-page.tsx'
import { AgendaPage } from './agenda-page.tsx'

const agendaQuery = z.object({
  vue: z.enum(['jour', 'semaine', 'mois', 'liste']).catch('semaine').optional(),
  date: optionalDate.optional().catch(undefined),
})

interface ListData {
  view: 'list'
  items: ListedAppointment[]
  next: string | null
  first: Temporal.PlainDate
  last: Temporal.PlainDate
}

const LIST_DAYS = 28
/** Four full weeks of a busy practice are about 250. */
const LIST_LIMIT = 300

export function addAgendaRoutes(routes: Routes): void {
  routes.page('/agenda', {
    summary:
      'The agenda of a week (vue=semaine) or a day (vue=jour) of a date; vue=liste lists four weeks, vue=mois a month',
    query: agendaQuery,
    answer: agendaAnswer,
    load: (visit, { query }): Promise<AgendaData | MonthData | ListData> => {
      const selected = query.date ?? visit.today
      if (query.vue === 'liste') return findList(visit, selected)
      if (query.vue === 'mois') return findMonth(visit, selected)
      return findAgenda(visit, { view: query.vue === 'jour' ? 'day' : 'week', selected })
    },
    loadJson: async (visit, { query }) => {
      const selected = query.date ?? visit.today
      if (query.vue === 'mois') return agendaJson(await findMonth(visit, selected))
      if (query.vue !== 'liste')
        return agendaJson(await findGrid(visit, { view: query.vue === 'jour' ? 'day' : 'week', selected }))
      const { items, next } = await findList(visit, selected)
      return { items: items.map((item) => appointmentJson(item)), next }
    },
    page: (data, view) =>
      data.view === 'list' ? (
        <AgendaListPage {...data} view={view} />
      ) : data.view === 'month' ? (
        <MonthPage view={view} data={data} />
      ) : (
        <AgendaPage view={view} data={data} />
      ),
  })
}

async function findList(visit: Visit, first: Temporal.PlainDate): Promise<ListData> {
  const last = first.add({ days: LIST_DAYS - 1 })
  const list = await listAppointments(visit, { ...daysRange(first, last, visit.zone), limit: LIST_LIMIT })
  return { view: 'list', ...list, first, last }
}
