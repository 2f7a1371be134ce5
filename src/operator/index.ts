import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addHome } from './home/routes.tsx'
import { addLogin } from './login/routes.tsx'

export { createOperator, renewOperator } from './login/access.ts'

/** The surface of whoever runs the installation. */
export function operatorRoutes(): Routes {
  const routes = createRoutes()
  addLogin(routes)
  addHome(routes)
  return routes
}
