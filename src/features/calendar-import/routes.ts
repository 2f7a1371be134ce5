import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addImportRoutes } from './import-routes.tsx'

export function calendarImportRoutes(): Routes {
  const routes = createRoutes()
  addImportRoutes(routes)
  return routes
}
