import type { Routes } from '#src/platform/http/routes.ts'
import { newPayerForm, payerForm } from './forms.ts'
import { PayerPage, payerFields } from './pages/payer-page.tsx'
import { type Payer, type PayerInput, addPayer, getPayer, setPayerRemoved, updatePayer } from './payers.ts'
import { addRelatedPersonRoutes } from './related-person-routes.tsx'

export function addPayerRoutes(routes: Routes): void {
  addRelatedPersonRoutes<PayerInput, Payer>(routes, {
    noun: 'payeurs',
    what: 'payer',
    newForm: newPayerForm,
    form: payerForm,
    add: addPayer,
    get: getPayer,
    update: updatePayer,
    setRemoved: setPayerRemoved,
    page: PayerPage,
    fields: payerFields,
  })
}
