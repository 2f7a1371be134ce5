import type { Routes } from '#src/platform/http/routes.ts'
import { accountRoutes } from './account/index.ts'
import { agendaRoutes } from './agenda/index.ts'
import { calendarFeedRoutes } from './calendar-feed/index.ts'
import { calendarImportRoutes } from './calendar-import/index.ts'
import { billingRoutes } from './billing/index.ts'
import { patientsRoutes } from './patients/index.ts'
import { planningRoutes } from './planning/index.ts'
import { searchRoutes } from './search/index.ts'
import { sessionsRoutes } from './sessions/index.ts'
import { todayRoutes } from './today/index.ts'

/** Every feature's routes, in the order in which addresses are tried. */
export const features: readonly (() => Routes)[] = [
  accountRoutes,
  patientsRoutes,
  searchRoutes,
  agendaRoutes,
  planningRoutes,
  calendarImportRoutes,
  calendarFeedRoutes,
  sessionsRoutes,
  billingRoutes,
  todayRoutes,
]
