import { isRefused } from '#src/domain/refusal.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { getInvoice } from './get-invoice.ts'
import { issueInvoice } from './issue-invoice.ts'
import { invoiceJson } from './json.ts'
import { outcomeText } from './outcome-text.ts'

interface Saved {
  invoiceId: string
  /** Set when it was issued in the same action. */
  number: string | null
  json: object
}

export async function finish(visit: Visit, invoiceId: string, issue: boolean) {
  if (!issue) return answerWith(visit, invoiceId, null)
  const issued = await issueInvoice(visit, invoiceId)
  return isRefused(issued) ? issued : answerWith(visit, invoiceId, issued.number)
}

export async function answerWith(work: Work, invoiceId: string, number: string | null): Promise<Saved> {
  return { invoiceId, number, json: invoiceJson(await getInvoice(work, invoiceId)) }
}

export function saved({ invoiceId, number, json }: Saved, lang: Lang) {
  const text = outcomeText[lang].done
  return {
    location: `/factures/${invoiceId}`,
    toast: { message: number ? text.issued(number) : text.drafted },
    json,
  }
}
