import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addAffectedRoutes } from './time-off/affected-routes.tsx'
import { addAgendaRoutes } from './views/agenda-routes.tsx'
import { addAppointmentRoutes } from './booking/appointment-routes.tsx'
import { addDropRoute } from './views/drop/drop-route.ts'
import { addFindRoute } from './views/find/find-route.tsx'
import { addPrintRoute } from './views/print/print-route.tsx'
import { addTimeOffRoutes } from './time-off/time-off-routes.tsx'
import { addSeriesRoutes } from './booking/series/series-routes.tsx'
import { addStatusRoutes } from './booking/status-routes.tsx'

export function agendaRoutes(): Routes {
  const routes = createRoutes()
  addAgendaRoutes(routes)
  addPrintRoute(routes)
  addFindRoute(routes)
  addAppointmentRoutes(routes)
  addDropRoute(routes)
  addStatusRoutes(routes)
  addSeriesRoutes(routes)
  addTimeOffRoutes(routes)
  addAffectedRoutes(routes)
  return routes
}
