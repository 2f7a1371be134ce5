import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addExportRoutes } from './export-routes.ts'
import { addImportRoutes } from './import-routes.tsx'
import { addMergeRoutes } from './merge-routes.tsx'
import { MergedAway } from './merged-away.ts'
import { addPatientRoutes } from './patient-routes.tsx'
import { addPeopleRoutes } from './people-routes.tsx'

export function patientsRoutes(): Routes {
  const routes = createRoutes()
  // The words come before `/patients/:id`, which would take them for ids.
  addExportRoutes(routes)
  addImportRoutes(routes)
  addMergeRoutes(routes)
  addPatientRoutes(routes)
  addPeopleRoutes(routes)
  routes.app.onError((error, c) => {
    if (!(error instanceof MergedAway)) throw error
    return c.redirect(c.req.path.replace(error.id, error.survivorId), 303)
  })
  return routes
}
