import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addAgendaRoutes } from './agenda-routes.tsx'
import { addAppointmentRoutes } from './appointment-routes.tsx'
import { addDropRoute } from './drop/drop-route.ts'
import { addFindRoute } from './find/find-route.tsx'
import { addFeedRoute } from './feed/public-route.ts'
import { addFeedSettings } from './feed/settings-routes.tsx'
import { addImportRoutes } from './imports/import-routes.tsx'
import { addPrintRoute } from './print/print-route.tsx'
import { addHoursRoutes, addTimeOffRoutes } from './settings/hours-routes.tsx'
import { addPlaceRoutes, addTypeRoutes } from './settings/type-routes.tsx'
import { addStatusRoutes } from './status-routes.tsx'

export function agendaRoutes(): Routes {
  const routes = createRoutes()
  addAgendaRoutes(routes)
  addPrintRoute(routes)
  addFindRoute(routes)
  addAppointmentRoutes(routes)
  addDropRoute(routes)
  addStatusRoutes(routes)
  addTypeRoutes(routes)
  addPlaceRoutes(routes)
  addHoursRoutes(routes)
  addTimeOffRoutes(routes)
  addImportRoutes(routes)
  addFeedSettings(routes)
  addFeedRoute(routes)
  return routes
}
