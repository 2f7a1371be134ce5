import { isRefused } from '#src/domain/refusal.ts'
import type { Attempt, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'
import { answerWith, finish, saved } from './answers.ts'
import { createInvoice, discardInvoice, restoreInvoice, updateInvoice } from './draft.ts'
import { findMissingIdentity, findPatientChoices, getBilledPatient } from './editor-data.ts'
import { blankLine, editorLines, typedLines } from './editor.ts'
import { explainInvoice } from './explain.ts'
import {
  type FormLine,
  invoiceForm,
  newInvoiceForm,
  newInvoiceQuery,
  nothingForm,
  viewNames,
} from './forms.ts'
import { getInvoice } from './get-invoice.ts'
import { invoiceText } from './invoice-text.ts'
import { standardVatRates, valueOn } from './law.ts'
import type { NewLine } from './lines.ts'
import { outcomeText } from './outcome-text.ts'
import { ChoosePatientPage } from './pages/choose-patient-page.tsx'
import { DraftPage } from './pages/draft-page.tsx'
import { requireId } from './require-id.ts'
import { loadInvoicePage, showInvoicePage } from './pages/show-invoice.tsx'

/** An invoice until it is issued: begun, changed, discarded, brought back. */
export function addDraftRoutes(routes: Routes): void {
  routes.page('/factures/nouvelle', {
    summary: 'The form of a new invoice',
    query: newInvoiceQuery,
    load: async (visit, { query }) => {
      if (!query.patientId)
        return { choices: await findPatientChoices(visit, query.q ?? '', visit.view.lang), q: query.q ?? '' }
      const patient = await getBilledPatient(visit, query.patientId)
      return { patient, missing: await findMissingIdentity(visit) }
    },
    page: (data, view) => {
      const text = invoiceText[view.lang]
      if (data.patient) {
        const payerId = data.patient.payers.find((payer) => payer.isDefault)?.id ?? ''
        return (
          <DraftPage
            view={view}
            patient={data.patient}
            missing={data.missing}
            payerId={payerId}
            lines={[blankLine]}
          />
        )
      }
      const back = { href: `/factures?vue=${viewNames.unpaid}`, label: text.invoices }
      return (
        <ChoosePatientPage
          view={view}
          title={text.newInvoice}
          back={back}
          action="/factures/nouvelle"
          q={data.q}
          choices={data.choices}
        />
      )
    },
    json: (data) =>
      data.patient
        ? { patientId: data.patient.id, payers: data.patient.payers }
        : { items: data.choices, next: null },
  })

  routes.action('/factures', {
    summary: 'Make a draft; with issue=1, issue it at once',
    form: newInvoiceForm,
    act: async (visit, input) => {
      if (input.edit) return { refused: 'lines-edited' as const }
      const made = await createInvoice(visit, {
        ...input,
        payerId: input.payerId ?? null,
        lines: completeLines(visit, input.lines),
      })
      return isRefused(made) ? made : finish(visit, made.invoiceId, input.issue)
    },
    done: (outcome, { lang }) => ({ ...saved(outcome, lang), created: true }),
    explain: explainInvoice,
    again: (visit, attempt) => showDraftAgain(visit, attempt),
  })

  routes.action('/factures/:id', {
    summary: 'Replace the payer and lines of a draft; stale versions are refused with the present one',
    form: invoiceForm,
    act: async (visit, input, { params }) => {
      if (input.edit) return { refused: 'lines-edited' as const }
      const change = {
        version: input.version,
        payerId: input.payerId ?? null,
        lines: completeLines(visit, input.lines),
      }
      const changed = await updateInvoice(visit, requireId(params), change)
      return isRefused(changed) ? changed : finish(visit, changed.invoiceId, input.issue)
    },
    done: (outcome, { lang }) => saved(outcome, lang),
    explain: explainInvoice,
    again: (visit, attempt, params) => showDraftAgain(visit, attempt, params['id']),
  })

  routes.action('/factures/:id/suppression', {
    summary: 'Discard a draft',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const outcome = await discardInvoice(visit, requireId(params))
      return isRefused(outcome) ? outcome : answerWith(visit, outcome.invoiceId, null)
    },
    done: ({ invoiceId, json }, { lang }) => {
      const undo = { action: `/factures/${invoiceId}/retablissement`, label: invoiceText[lang].undo }
      return {
        location: `/factures?vue=${viewNames.draft}`,
        toast: { message: outcomeText[lang].done.discarded, undo },
        json,
      }
    },
    explain: explainInvoice,
  })

  routes.action('/factures/:id/retablissement', {
    summary: 'Bring a discarded draft back',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const outcome = await restoreInvoice(visit, requireId(params))
      return isRefused(outcome) ? outcome : answerWith(visit, outcome.invoiceId, null)
    },
    done: ({ invoiceId, json }, { lang }) => ({
      location: `/factures/${invoiceId}`,
      toast: { message: outcomeText[lang].done.restored },
      json,
    }),
    explain: explainInvoice,
  })
}

/** The standard rate of the day where a line has VAT and names no rate. */
function completeLines(work: Work, lines: readonly FormLine[]): NewLine[] {
  return lines.map((line) => ({
    ...line,
    vatRateBasisPoints:
      line.vatMode === 'STANDARD'
        ? (line.vatRateBasisPoints ?? valueOn(standardVatRates, line.serviceDate ?? work.today))
        : 0,
  }))
}

async function showDraftAgain(visit: Visit, attempt: Attempt, id?: string) {
  const invoice = id === undefined ? undefined : await getInvoice(visit, id)
  // Issued or discarded meanwhile: its own page says what became of it.
  if (invoice && invoice.status !== 'draft')
    return showInvoicePage(await loadInvoicePage(visit, invoice.id), visit.view)
  const patient = await getBilledPatient(visit, invoice?.patientId ?? attempt.value('patientId'))
  const refused = attempt.refused
  const lines = typedLines(attempt)
  return (
    <DraftPage
      view={visit.view}
      patient={patient}
      draft={
        invoice ? { ...invoice, version: Number(attempt.value('version')) || invoice.version } : undefined
      }
      payerId={attempt.value('payerId')}
      lines={lines.length > 0 ? lines : editorLines([])}
      missing={await findMissingIdentity(visit)}
      attempt={attempt}
      current={
        refused?.refused === 'stale' && invoice
          ? { version: invoice.version, payerId: invoice.payer?.id ?? null, lines: invoice.lines }
          : undefined
      }
    />
  )
}
