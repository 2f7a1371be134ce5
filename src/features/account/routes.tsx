import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addFirstSteps } from './first-steps/routes.tsx'
import { addHome } from './home.ts'
import { addLogin } from './login/routes.tsx'
import { addSettings } from './settings/routes.tsx'

export function accountRoutes(): Routes {
  const routes = createRoutes()
  addHome(routes)
  addFirstSteps(routes)
  addLogin(routes)
  addSettings(routes)
  return routes
}
