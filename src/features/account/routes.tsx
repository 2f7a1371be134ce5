import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addFirstSteps } from './first-steps/routes.tsx'
import { addHome } from './home-route.ts'
import { addJournal } from './journal/routes.tsx'
import { addLogin } from './login/routes.tsx'
import { addMessages } from './messages/routes.tsx'
import { addReset } from './reset/routes.tsx'
import { addSecurity } from './security/routes.tsx'
import { addSettings } from './settings/routes.tsx'

export function accountRoutes(): Routes {
  const routes = createRoutes()
  addHome(routes)
  addFirstSteps(routes)
  addLogin(routes)
  addReset(routes)
  addSettings(routes)
  addSecurity(routes)
  addMessages(routes)
  addJournal(routes)
  return routes
}
