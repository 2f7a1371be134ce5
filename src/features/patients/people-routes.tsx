import type { Routes } from '#src/platform/http/routes.ts'
import { addAvailabilityRoutes } from './availabilities/routes.tsx'
import { addConsentRoutes } from './consent-routes.tsx'
import { addGuardianRoutes } from './guardian-routes.tsx'
import { addMemberRoutes } from './member-routes.tsx'
import { addPayerRoutes } from './payer-routes.tsx'

export function addPeopleRoutes(routes: Routes): void {
  addGuardianRoutes(routes)
  addPayerRoutes(routes)
  addConsentRoutes(routes)
  addMemberRoutes(routes)
  addAvailabilityRoutes(routes)
}
