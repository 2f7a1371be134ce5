import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addPlaceRoutes, addTypeRoutes } from './catalogue/type-routes.tsx'
import { addChoicesRoutes } from './hours/choices-routes.tsx'
import { addExceptionRoutes } from './hours/exception-routes.tsx'
import { addHoursRoutes } from './hours/hours-routes.tsx'
import { addPeriodRoutes } from './hours/period-routes.tsx'
import { addSlotRoutes } from './slots/slot-routes.tsx'

export function planningRoutes(): Routes {
  const routes = createRoutes()
  addTypeRoutes(routes)
  addPlaceRoutes(routes)
  addHoursRoutes(routes)
  addPeriodRoutes(routes)
  addExceptionRoutes(routes)
  addChoicesRoutes(routes)
  addSlotRoutes(routes)
  return routes
}
