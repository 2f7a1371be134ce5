import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'
import { foundAnswer } from '../../booking/answers.ts'
import { appointmentJson } from '../../appointments/appointment-json.ts'
import { listAppointments } from '../../appointments/list-appointments.ts'
import { appointmentsToCalendar, appointmentsToCsv, findToExport } from './export-found.ts'
import { FindPage, type FoundAppointments } from './find-page.tsx'
import { type FindQuery, filterOf, findQuery, followMerge } from './find-query.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { findChoices } from '#src/features/planning/index.ts'

const PAGE = 100

export function addFindRoute(routes: Routes): void {
  routes.file('/rendez-vous/export.csv', {
    summary: 'The appointments that /rendez-vous finds, all of them, as CSV',
    contentType: 'text/csv; charset=utf-8',
    load: async (visit, { query }) => ({
      body: appointmentsToCsv(await findToExport(visit, query), visit.zone, visit.view.lang),
      contentType: 'text/csv; charset=utf-8',
      fileName: `rendez-vous-${visit.today.toString()}.csv`,
    }),
  })

  routes.file('/rendez-vous/export.ics', {
    summary: 'The appointments that /rendez-vous finds, all of them, as iCalendar with names',
    contentType: 'text/calendar; charset=utf-8',
    load: async (visit, { query }) => ({
      body: appointmentsToCalendar(await findToExport(visit, query), visit),
      contentType: 'text/calendar; charset=utf-8',
      fileName: `rendez-vous-${visit.today.toString()}.ics`,
    }),
  })

  routes.page('/rendez-vous', {
    summary:
      'Appointments in order of time, by civil dates (du, au), text (q), type, lieu, statut, patient, reglement=du, notes=avec|sans; without a period but with a question, all years, the latest first',
    query: findQuery,
    answer: foundAnswer,
    load: (visit, { query }) => findAppointments(visit, query),
    page: (data, view) => <FindPage view={view} data={data} />,
    json: ({ items, next }) => ({
      items: items.map((item) => ({ ...appointmentJson(item), sessionId: item.sessionId })),
      next,
    }),
  })
}

async function findAppointments(visit: Visit, asked: FindQuery): Promise<FoundAppointments> {
  const query = await followMerge(visit, asked)
  const choices = await findChoices(visit, 'all')
  const [list, patient] = await Promise.all([
    listAppointments(visit, filterOf(visit, query, choices, PAGE)),
    query.patient ? findNamed(visit, query.patient) : undefined,
  ])
  return { query, choices, patient, ...list }
}

function findNamed(work: Work, id: string): Promise<NamedPatient | undefined> {
  return work.tx
    .selectFrom('patient')
    .select(['id', 'firstName', 'lastName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
}
