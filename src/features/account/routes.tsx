import { type Routes, createRoutes } from '#src/platform/http/routes.ts'

export function accountRoutes(): Routes {
  const routes = createRoutes()
  return routes
}
