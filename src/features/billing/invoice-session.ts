import { splitVat } from '#src/domain/money.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type DraftRefused, createInvoice } from './draft.ts'
import { type IssueRefused, issueInvoice } from './issue-invoice.ts'
import { standardVatRates, valueOn } from './law.ts'
import { findBillingInvoices, vatModeOf } from './lines.ts'

export interface SessionInvoiced {
  invoiceId: string
  /** The number, once issued. */
  number: string | null
  /** False when the session already had its invoice: that one is the answer. */
  created: boolean
}

export type SessionInvoiceRefused = DraftRefused | IssueRefused | Refused<'not-held'>

/**
 * The invoice of a held session in one action: its type as label, its date, its price, the patient's usual payer.
 * A session that already has a living invoice answers that one. With `issue`, a draft is issued at once. The
 * price of a type is what the patient pays; where VAT is due it is inside. Refuses a session whose holding was undone.
 */
export async function createInvoiceFromSession(
  work: Work,
  sessionId: string,
  options: { issue?: boolean } = {},
): Promise<SessionInvoiced | SessionInvoiceRefused> {
  const session = await getSession(work, sessionId)
  if (session.undoneAt) return { refused: 'not-held' }
  const [present] = await findBillingInvoices(work.tx, [sessionId])
  const made = present
    ? { invoiceId: present.invoiceId }
    : await createInvoice(work, draftOf(session, work.today))
  if (isRefused(made)) return made
  const created = present === undefined
  if (!options.issue || (present && present.status !== 'draft'))
    return { invoiceId: made.invoiceId, number: null, created }
  const issued = await issueInvoice(work, made.invoiceId)
  return isRefused(issued) ? issued : { ...issued, created }
}

interface HeldSession {
  id: string
  patientId: string
  payerId: string | null
  date: Temporal.PlainDate
  priceCents: number
  undoneAt: Temporal.Instant | null
  typeName: string
  vatMode: string
}

/** Locks the session, so that two clicks make one invoice. */
async function getSession(work: Work, id: string): Promise<HeldSession> {
  const row = await work.tx
    .selectFrom('session')
    .innerJoin('appointment', 'appointment.id', 'session.appointmentId')
    .innerJoin('appointmentType', 'appointmentType.id', 'appointment.typeId')
    .leftJoin('payer', (join) =>
      join
        .onRef('payer.patientId', '=', 'session.patientId')
        .on('payer.isDefault', '=', true)
        .on('payer.removedAt', 'is', null),
    )
    .select([
      'session.id',
      'session.patientId',
      'payer.id as payerId',
      'session.date',
      'session.priceCents',
      'session.undoneAt',
      'appointmentType.name as typeName',
      'appointmentType.vatMode',
    ])
    .where('session.id', '=', id)
    .orderBy('payer.id')
    .limit(1)
    .forNoKeyUpdate('session')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

function draftOf(session: HeldSession, today: Temporal.PlainDate) {
  const vatMode = vatModeOf(session.vatMode)
  const vatRateBasisPoints = vatMode === 'STANDARD' ? valueOn(standardVatRates, today) : 0
  return {
    patientId: session.patientId,
    payerId: session.payerId,
    lines: [
      {
        label: session.typeName,
        serviceDate: session.date,
        sessionId: session.id,
        quantity: 1,
        unitPriceCents: splitVat(session.priceCents, vatRateBasisPoints).netCents,
        vatMode,
        vatRateBasisPoints,
      },
    ],
  }
}
