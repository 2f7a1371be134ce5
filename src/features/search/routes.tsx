import { z } from 'zod'
import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { searchEverything } from './search-everything.ts'
import { SearchPage } from './search-page.tsx'

/** What fits under the palette's field on a phone. */
const PER_SOURCE = 6

const query = z.object({ q: z.string().max(1000).optional() })

export function searchRoutes(): Routes {
  const routes = createRoutes()
  routes.page('/recherche', {
    summary: 'Finds patients, coming appointments, invoices and actions: what Ctrl K shows',
    query,
    load: async (visit, { query: { q = '' } }) => ({
      q,
      groups: await searchEverything(visit, q, PER_SOURCE),
    }),
    page: (data, view) => <SearchPage data={data} view={view} />,
    json: ({ groups }) => ({ items: groups.flatMap((group) => group.items), next: null }),
  })
  return routes
}
