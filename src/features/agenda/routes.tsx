import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addAffectedRoutes } from './time-off/affected-routes.tsx'
import { addAgendaRoutes } from './views/agenda-routes.tsx'
import { addAppointmentRoutes } from './booking/appointment-routes.tsx'
import { addDropRoute } from './views/drop/drop-route.ts'
import { addFindRoute } from './views/find/find-route.tsx'
import { addFeedRoute } from '#src/features/calendar-feed/public-route.ts'
import { addFeedSettings } from '#src/features/calendar-feed/settings-routes.tsx'
import { addImportRoutes } from '#src/features/calendar-import/import-routes.tsx'
import { addPrintRoute } from './views/print/print-route.tsx'
import { addChoicesRoutes } from '#src/features/planning/hours/choices-routes.tsx'
import { addExceptionRoutes } from '#src/features/planning/hours/exception-routes.tsx'
import { addHoursRoutes } from '#src/features/planning/hours/hours-routes.tsx'
import { addPeriodRoutes } from '#src/features/planning/hours/period-routes.tsx'
import { addSlotRoutes } from '#src/features/planning/slots/slot-routes.tsx'
import { addTimeOffRoutes } from './time-off/time-off-routes.tsx'
import { addPlaceRoutes, addTypeRoutes } from '#src/features/planning/catalogue/type-routes.tsx'
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
