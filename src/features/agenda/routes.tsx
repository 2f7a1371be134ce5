import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addAgendaRoutes } from './agenda-routes.tsx'
import { addAppointmentRoutes } from './appointment-routes.tsx'
import { addStatusRoutes } from './status-routes.tsx'

export function agendaRoutes(): Routes {
  const routes = createRoutes()
  addAgendaRoutes(routes)
  addAppointmentRoutes(routes)
  addStatusRoutes(routes)
  return routes
}
