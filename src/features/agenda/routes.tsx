import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addAffectedRoutes } from './affected/affected-routes.tsx'
import { addAgendaRoutes } from './agenda-routes.tsx'
import { addAppointmentRoutes } from './appointment-routes.tsx'
import { addDropRoute } from './drop/drop-route.ts'
import { addFindRoute } from './find/find-route.tsx'
import { addFeedRoute } from './feed/public-route.ts'
import { addFeedSettings } from './feed/settings-routes.tsx'
import { addImportRoutes } from './imports/import-routes.tsx'
import { addPrintRoute } from './print/print-route.tsx'
import { addChoicesRoutes } from './planning/choices-routes.tsx'
import { addExceptionRoutes } from './planning/exception-routes.tsx'
import { addHoursRoutes } from './planning/hours-routes.tsx'
import { addPeriodRoutes } from './planning/period-routes.tsx'
import { addSlotRoutes } from './planning/slot-routes.tsx'
import { addTimeOffRoutes } from './settings/time-off-routes.tsx'
import { addPlaceRoutes, addTypeRoutes } from './settings/type-routes.tsx'
import { addSeriesRoutes } from './series/series-routes.tsx'
import { addStatusRoutes } from './status-routes.tsx'

export function agendaRoutes(): Routes {
  const routes = createRoutes()
  addAgendaRoutes(routes)
  addPrintRoute(routes)
  addFindRoute(routes)
  addAppointmentRoutes(routes)
  addDropRoute(routes)
  addStatusRoutes(routes)
  addSeriesRoutes(routes)
  addTypeRoutes(routes)
  addPlaceRoutes(routes)
  addHoursRoutes(routes)
  addPeriodRoutes(routes)
  addExceptionRoutes(routes)
  addChoicesRoutes(routes)
  addSlotRoutes(routes)
  addTimeOffRoutes(routes)
  addAffectedRoutes(routes)
  addImportRoutes(routes)
  addFeedSettings(routes)
  addFeedRoute(routes)
  return routes
}
