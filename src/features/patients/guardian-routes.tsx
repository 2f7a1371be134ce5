import type { Routes } from '#src/platform/http/routes.ts'
import { guardianForm, newGuardianForm } from './forms.ts'
import {
  type Guardian,
  type GuardianInput,
  addGuardian,
  getGuardian,
  setGuardianRemoved,
  updateGuardian,
} from './guardians.ts'
import { GuardianPage, guardianFields } from './pages/guardian-page.tsx'
import { addRelatedPersonRoutes } from './related-person-routes.tsx'

export function addGuardianRoutes(routes: Routes): void {
  addRelatedPersonRoutes<GuardianInput, Guardian>(routes, {
    noun: 'responsables',
    what: 'guardian',
    newForm: newGuardianForm,
    form: guardianForm,
    add: addGuardian,
    get: getGuardian,
    update: updateGuardian,
    setRemoved: setGuardianRemoved,
    page: GuardianPage,
    fields: guardianFields,
  })
}
