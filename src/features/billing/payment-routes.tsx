import { formatCents } from '#src/domain/money.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Attempt, Routes } from '#src/platform/http/routes.ts'
import type { View, Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { outcomeText } from './outcome-text.ts'
import { allocatePayment, cancelPayment, restorePayment } from './cancel-payment.ts'
import { findDebts } from './debts.ts'
import { type PatientChoice, findPatientChoices, getBilledPatient } from './editor-data.ts'
import { explainPayment } from './explain.ts'
import { findPayments, getPayment } from './find-payments.ts'
import { allocationForm, newPaymentQuery, nothingForm, paymentForm, paymentsQuery } from './forms.ts'
import { getInvoice } from './get-invoice.ts'
import { paymentJson } from './json.ts'
import { ChoosePatientPage } from './pages/choose-patient-page.tsx'
import { PaymentFormPage } from './pages/payment-form-page.tsx'
import { PaymentPageView } from './pages/payment-page.tsx'
import { PaymentsPage } from './pages/payments-page.tsx'
import { type Recorded, recordPayment } from './record-payment.ts'
import { requireId } from './require-id.ts'
import { paymentText } from './payment-text.ts'

export function addPaymentRoutes(routes: Routes): void {
  routes.page('/reglements', {
    summary: 'Payments, the last received first',
    query: paymentsQuery,
    load: async (visit, { query: { du, au, ...rest } }) => {
      const filter = { ...rest, from: du, to: au }
      return { filter, page: await findPayments(visit, filter) }
    },
    page: (data, view) => <PaymentsPage view={view} {...data} />,
    json: ({ page }) => ({ ...page, items: page.items.map(paymentJson) }),
  })

  routes.page('/reglements/nouveau', {
    summary: 'The form of a new payment, for an invoice or for a patient',
    query: newPaymentQuery,
    load: async (visit, { query }) => {
      if (query.invoiceId || query.patientId) return { form: await loadForm(visit, query) }
      return { choices: await findPatientChoices(visit, query.q ?? '', visit.view.lang), q: query.q ?? '' }
    },
    page: (data, view) => {
      if (data.form) return <PaymentFormPage view={view} {...data.form} />
      return choosePage(view, data.q, data.choices)
    },
    json: (data) =>
      data.form
        ? { patientId: data.form.patient.id, debts: data.form.debts }
        : { items: data.choices, next: null },
  })

  routes.action('/reglements', {
    summary: 'Record a payment: shared out by hand, or over the invoice given and then the oldest debts',
    form: paymentForm,
    act: async (visit, input) => {
      const recorded = await recordPayment(visit, { ...input, receivedOn: input.receivedOn ?? visit.today })
      if (isRefused(recorded)) return recorded
      return { recorded, json: paymentJson(await getPayment(visit, recorded.paymentId)) }
    },
    done: ({ recorded, json }, { lang }) => {
      const location = `/reglements/${recorded.paymentId}`
      const undo = { action: `${location}/annulation`, label: paymentText[lang].undo }
      return { location, created: true, toast: { message: recordedMessage(recorded, lang), undo }, json }
    },
    explain: explainPayment,
    again: showFormAgain,
  })

  routes.page('/reglements/:id', {
    summary: 'One payment and what it pays',
    load: (visit, { params }) => getPayment(visit, params['id'] ?? ''),
    page: (payment, view) => <PaymentPageView view={view} payment={payment} />,
    json: paymentJson,
  })

  routes.action('/reglements/:id/annulation', {
    summary: 'Cancel a mistaken payment: it stays on record and its debts are open again',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const outcome = await cancelPayment(visit, requireId(params))
      return isRefused(outcome)
        ? outcome
        : { ...outcome, json: paymentJson(await getPayment(visit, outcome.paymentId)) }
    },
    done: ({ paymentId, json }, { lang }) => {
      const text = paymentText[lang]
      const undo = { action: `/reglements/${paymentId}/retablissement`, label: text.undo }
      return {
        location: `/reglements/${paymentId}`,
        toast: { message: outcomeText[lang].done.cancelled, undo },
        json,
      }
    },
    explain: explainPayment,
  })

  routes.action('/reglements/:id/retablissement', {
    summary: 'Take the cancellation of a payment back',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const outcome = await restorePayment(visit, requireId(params))
      return isRefused(outcome)
        ? outcome
        : { ...outcome, json: paymentJson(await getPayment(visit, outcome.paymentId)) }
    },
    done: ({ paymentId, json }, { lang }) => ({
      location: `/reglements/${paymentId}`,
      toast: { message: outcomeText[lang].done.paymentRestored },
      json,
    }),
    explain: explainPayment,
  })

  routes.action('/reglements/:id/affectation', {
    summary: 'Use what a payment has left: for the invoice given, then for the oldest debts',
    form: allocationForm,
    act: async (visit, input, { params }) => {
      const outcome = await allocatePayment(visit, requireId(params), input.invoiceId)
      return isRefused(outcome)
        ? outcome
        : { ...outcome, json: paymentJson(await getPayment(visit, outcome.paymentId)) }
    },
    done: ({ paymentId, allocatedCents, json }, { lang, input }) => ({
      location: input.invoiceId ? `/factures/${input.invoiceId}` : `/reglements/${paymentId}`,
      toast: { message: outcomeText[lang].done.allocated(formatCents(allocatedCents, lang)) },
      json,
    }),
    explain: explainPayment,
  })
}

function choosePage(view: View, q: string, choices: readonly PatientChoice[]) {
  const text = paymentText[view.lang]
  const back = { href: '/reglements', label: text.paymentsTitle }
  return (
    <ChoosePatientPage
      view={view}
      title={text.newPayment}
      back={back}
      action="/reglements/nouveau"
      q={q}
      choices={choices}
    />
  )
}

async function loadForm(
  visit: Visit,
  from: { invoiceId?: string | undefined; patientId?: string | undefined },
) {
  const invoice = from.invoiceId ? await getInvoice(visit, from.invoiceId) : undefined
  const patient = await getBilledPatient(visit, invoice?.patientId ?? from.patientId ?? '')
  const debts = await findDebts(visit, patient.id)
  return {
    patient,
    debts,
    invoice: invoice && {
      id: invoice.id,
      number: invoice.number ?? '',
      dueCents: invoice.dueCents,
      payerName: invoice.payer?.name ?? patient.name,
    },
  }
}

async function showFormAgain(visit: Visit, attempt: Attempt) {
  if (!attempt.value('invoiceId') && !attempt.value('patientId'))
    return choosePage(visit.view, '', await findPatientChoices(visit, '', visit.view.lang))
  const form = await loadForm(visit, {
    invoiceId: attempt.value('invoiceId') || undefined,
    patientId: attempt.value('patientId') || undefined,
  })
  return <PaymentFormPage view={visit.view} {...form} attempt={attempt} />
}

function recordedMessage({ amountCents, restCents, first }: Recorded, lang: Lang): string {
  const text = outcomeText[lang].done
  const money = (cents: number) => formatCents(cents, lang)
  const message = !first
    ? text.paid(money(amountCents))
    : first.dueCents === 0
      ? text.settled(money(amountCents), first.number)
      : text.partly(money(amountCents), first.number, money(first.dueCents))
  return restCents > 0 ? `${message} ${text.rest(money(restCents))}` : message
}
