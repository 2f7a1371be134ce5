import { type Routes, createRoutes } from '#src/platform/http/routes.ts'

export function agendaRoutes(): Routes {
  const routes = createRoutes()
  return routes
}
