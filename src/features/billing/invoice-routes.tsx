import { formatCents } from '#src/domain/money.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Attempt, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { outcomeText } from './outcome-text.ts'
import { creditInvoice } from './credit-invoice.ts'
import { getInvoicePdf } from './document/get-invoice-pdf.ts'
import { createInvoice, discardInvoice, restoreInvoice, updateInvoice } from './draft.ts'
import { findMissingIdentity, findPatientChoices, getBilledPatient } from './editor-data.ts'
import { blankLine, editorLines, typedLines } from './editor.ts'
import { explainInvoice } from './explain.ts'
import { findInvoices } from './find-invoices.ts'
import {
  type FormLine,
  invoiceForm,
  invoicesQuery,
  newInvoiceForm,
  newInvoiceQuery,
  nothingForm,
  sessionInvoiceForm,
  viewNames,
} from './forms.ts'
import { getInvoice } from './get-invoice.ts'
import { createInvoiceFromSession } from './invoice-session.ts'
import { issueInvoice } from './issue-invoice.ts'
import { invoiceJson, invoicesJson } from './json.ts'
import { standardVatRates, valueOn } from './law.ts'
import type { NewLine } from './lines.ts'
import { loadInvoicePage, showInvoicePage } from './show-invoice.tsx'
import { ChoosePatientPage } from './pages/choose-patient-page.tsx'
import { requireId } from './require-id.ts'
import { DraftPage } from './pages/draft-page.tsx'
import { InvoicesPage } from './pages/invoices-page.tsx'
import { billingText } from './text.ts'

export function addInvoiceRoutes(routes: Routes): void {
  routes.page('/factures', {
    summary: 'Invoices by what is to be done with them (vue=a-encaisser, brouillons, emises, avoirs)',
    query: invoicesQuery,
    load: async (visit, { query: { vue, du, au, ...rest } }) => {
      const filter = { ...rest, view: vue ?? ('unpaid' as const), from: du, to: au }
      return { filter, page: await findInvoices(visit, filter) }
    },
    page: (data, view) => <InvoicesPage view={view} {...data} />,
    json: (data) => invoicesJson(data.page),
  })

  routes.page('/factures/nouvelle', {
    summary: 'The form of a new invoice',
    query: newInvoiceQuery,
    load: async (visit, { query }) => {
      if (!query.patientId)
        return { choices: await findPatientChoices(visit, query.q ?? ''), q: query.q ?? '' }
      const patient = await getBilledPatient(visit, query.patientId)
      return { patient, missing: await findMissingIdentity(visit) }
    },
    page: (data, view) => {
      const text = billingText[view.lang]
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

  routes.file('/factures/:file{[^/]+\\.pdf}', {
    summary: 'The PDF of an issued invoice or credit note, with its present state',
    contentType: 'application/pdf',
    load: async (visit, { params }) => {
      const invoice = await getInvoice(visit, (params['file'] ?? '').slice(0, -'.pdf'.length))
      if (!invoice.snapshot) throw new NotFound()
      const body = await getInvoicePdf(visit, invoice)
      const { title, number } = invoice.snapshot
      return { body, contentType: 'application/pdf', fileName: `${title} ${number}.pdf`, inline: true }
    },
  })

  routes.page('/factures/:id', {
    summary: 'One invoice: the draft editor, or the issued document with its payments',
    load: (visit, { params }) => loadInvoicePage(visit, params['id'] ?? ''),
    page: showInvoicePage,
    json: (data) => invoiceJson(data.invoice),
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

  routes.action('/factures/:id/emission', {
    summary: 'Issue a draft: it takes its number and never changes again',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const issued = await issueInvoice(visit, requireId(params))
      return isRefused(issued) ? issued : answerWith(visit, issued.invoiceId, issued.number)
    },
    done: (outcome, { lang }) => saved(outcome, lang),
    explain: explainInvoice,
  })

  routes.action('/factures/:id/avoir', {
    summary: 'Take an issued invoice back whole with a credit note',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const credited = await creditInvoice(visit, requireId(params))
      return isRefused(credited)
        ? credited
        : { ...credited, json: invoiceJson(await getInvoice(visit, credited.creditNoteId)) }
    },
    done: ({ creditNoteId, number, releasedCents, json }, { lang }) => {
      const text = outcomeText[lang].done
      const message =
        releasedCents > 0
          ? text.creditedReleased(number, formatCents(releasedCents, lang))
          : text.credited(number)
      return { location: `/factures/${creditNoteId}`, created: true, toast: { message }, json }
    },
    explain: explainInvoice,
  })

  routes.action('/factures/:id/suppression', {
    summary: 'Discard a draft',
    form: nothingForm,
    act: async (visit, _input, { params }) => {
      const outcome = await discardInvoice(visit, requireId(params))
      return isRefused(outcome) ? outcome : answerWith(visit, outcome.invoiceId, null)
    },
    done: ({ invoiceId, json }, { lang }) => {
      const text = billingText[lang]
      const undo = { action: `/factures/${invoiceId}/retablissement`, label: text.undo }
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

  routes.action('/seances/:id/facture', {
    summary:
      'The invoice of a held session; with issue=1, issued at once. A session already invoiced answers that invoice',
    form: sessionInvoiceForm,
    act: async (visit, input, { params }) => {
      const outcome = await createInvoiceFromSession(visit, requireId(params), { issue: input.issue })
      if (isRefused(outcome)) return outcome
      return { ...(await answerWith(visit, outcome.invoiceId, outcome.number)), created: outcome.created }
    },
    done: (outcome, { lang }) => {
      const { location, toast, json } = saved(outcome, lang)
      if (outcome.created || outcome.number) return { location, toast, json, created: outcome.created }
      return { location, json, toast: { message: outcomeText[lang].done.alreadyInvoiced } }
    },
    explain: explainInvoice,
  })
}

interface Saved {
  invoiceId: string
  /** Set when it was issued in the same action. */
  number: string | null
  json: object
}

async function finish(visit: Visit, invoiceId: string, issue: boolean) {
  if (!issue) return answerWith(visit, invoiceId, null)
  const issued = await issueInvoice(visit, invoiceId)
  return isRefused(issued) ? issued : answerWith(visit, invoiceId, issued.number)
}

async function answerWith(work: Work, invoiceId: string, number: string | null): Promise<Saved> {
  return { invoiceId, number, json: invoiceJson(await getInvoice(work, invoiceId)) }
}

function saved({ invoiceId, number, json }: Saved, lang: Lang) {
  const text = outcomeText[lang].done
  return {
    location: `/factures/${invoiceId}`,
    toast: { message: number ? text.issued(number) : text.drafted },
    json,
  }
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
