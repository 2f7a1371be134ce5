import type { Routes } from '#src/platform/http/routes.ts'
import { accountRoutes } from './account/index.ts'
import { agendaRoutes } from './agenda/index.ts'
import { patientsRoutes } from './patients/index.ts'
import { sessionsRoutes } from './sessions/index.ts'

/** Every feature's routes, in the order in which addresses are tried. */
export const features: readonly (() => Routes)[] = [accountRoutes, patientsRoutes, agendaRoutes, sessionsRoutes]
