import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addFeedRoute } from './public-route.ts'
import { addFeedSettings } from './settings-routes.tsx'

export function calendarFeedRoutes(): Routes {
  const routes = createRoutes()
  addFeedSettings(routes)
  addFeedRoute(routes)
  return routes
}
