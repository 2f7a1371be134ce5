import { formatCents } from '#src/domain/money.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { answerWith, saved } from './answers.ts'
import { creditInvoice } from './credit-invoice.ts'
import { getInvoicePdf } from './document/get-invoice-pdf.ts'
import { findMissingIdentity } from './editor-data.ts'
import { explainInvoice } from './explain.ts'
import { findInvoices, hasInvoices } from './find-invoices.ts'
import { invoicesQuery, nothingForm, sessionInvoiceForm } from './forms.ts'
import { getInvoice } from './get-invoice.ts'
import { createInvoiceFromSession } from './invoice-session.ts'
import { issueInvoice } from './issue-invoice.ts'
import { invoiceJson, invoicesJson } from './json.ts'
import { outcomeText } from './outcome-text.ts'
import { InvoicesPage } from './pages/invoices-page.tsx'
import { requireId } from './require-id.ts'
import { loadInvoicePage, showInvoicePage } from './pages/show-invoice.tsx'

/** The list, an issued invoice and what becomes of it. Drafts have their own routes. */
export function addInvoiceRoutes(routes: Routes): void {
  routes.page('/factures', {
    summary: 'Invoices by what is to be done with them (vue=a-encaisser, brouillons, emises, avoirs)',
    query: invoicesQuery,
    load: async (visit, { query: { vue, du, au, ...rest } }) => {
      const filter = { ...rest, view: vue ?? ('unpaid' as const), from: du, to: au }
      const page = await findInvoices(visit, filter)
      return { filter, page, isFirst: page.count === 0 && !(await hasInvoices(visit)) }
    },
    page: (data, view) => <InvoicesPage view={view} {...data} />,
    json: (data) => invoicesJson(data.page),
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

  routes.action('/seances/:id/facture', {
    summary:
      'The invoice of a held session; with issue=1 issued at once, with issue=ready unless the practice lacks what the law wants on it. A session already invoiced answers that invoice',
    form: sessionInvoiceForm,
    act: async (visit, input, { params }) => {
      const issue = input.issue === 'ready' ? (await findMissingIdentity(visit)).length === 0 : input.issue
      const outcome = await createInvoiceFromSession(visit, requireId(params), { issue })
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
