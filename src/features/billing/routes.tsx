import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { addInvoiceRoutes } from './invoice-routes.tsx'
import { addPaymentRoutes } from './payment-routes.tsx'

export function billingRoutes(): Routes {
  const routes = createRoutes()
  addInvoiceRoutes(routes)
  addPaymentRoutes(routes)
  return routes
}
