import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addDraftRoutes } from './draft-routes.tsx'
import { addInvoiceRoutes } from './invoice-routes.tsx'
import { addPaymentRoutes } from './payment-routes.tsx'

export function billingRoutes(): Routes {
  const routes = createRoutes()
  // Before what takes any last part for an invoice's id.
  addDraftRoutes(routes)
  addInvoiceRoutes(routes)
  addPaymentRoutes(routes)
  return routes
}
