import { listName } from '#src/domain/person-name.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { isId } from '#src/domain/ids.ts'
import { type NewLine, getLines } from './lines.ts'
import { openSnapshot } from './read-snapshot.ts'
import type { Method } from './record-payment.ts'
import { METHODS } from './record-payment.ts'
import type { InvoiceSnapshot, InvoiceState } from './snapshot.ts'
import { type InvoiceKind, type InvoiceStatus, statusOf } from './status.ts'

export interface InvoicePayment {
  paymentId: string
  receivedOn: Temporal.PlainDate
  method: Method
  /** The share of this invoice. */
  amountCents: number
  chequeNumber: string
}

/** One invoice with all that its page and its JSON show. */
export interface InvoiceDetail {
  id: string
  kind: InvoiceKind
  status: InvoiceStatus
  number: string | null
  patientId: string
  patientName: string
  payer: { id: string; name: string } | null
  issuedOn: Temporal.PlainDate | null
  dueOn: Temporal.PlainDate | null
  lines: readonly NewLine[]
  totalCents: number
  dueCents: number
  version: number
  payments: readonly InvoicePayment[]
  /** The credit note that took it back. */
  creditNote: { id: string; number: string; issuedOn: Temporal.PlainDate } | null
  /** The invoice this credit note takes back. */
  credited: { id: string; number: string } | null
  /** Frozen content; null for a draft. */
  snapshot: InvoiceSnapshot | null
}

/** Throws NotFound, for anything that is not an id too. */
export async function getInvoice(work: Work, id: string): Promise<InvoiceDetail> {
  if (!isId(id)) throw new NotFound()
  const row = await work.tx
    .selectFrom('invoice')
    .innerJoin('patient as filed', 'filed.id', 'invoice.patientId')
    .innerJoin('patient', (join) =>
      join.on((on) => on('patient.id', '=', on.fn.coalesce('filed.mergedIntoId', 'filed.id'))),
    )
    .leftJoin('payer', 'payer.id', 'invoice.payerId')
    .leftJoin('invoice as credit', 'credit.creditedInvoiceId', 'invoice.id')
    .leftJoin('invoice as original', 'original.id', 'invoice.creditedInvoiceId')
    .select([
      'invoice.id',
      'invoice.kind',
      'invoice.status',
      'invoice.number',
      'patient.id as patientId',
      'patient.firstName',
      'patient.lastName',
      'payer.id as payerId',
      'payer.name as payerName',
      'invoice.issuedOn',
      'invoice.dueOn',
      'invoice.totalCents',
      'invoice.dueCents',
      'invoice.version',
      'invoice.snapshotSealed',
      'credit.id as creditId',
      'credit.number as creditNumber',
      'credit.issuedOn as creditIssuedOn',
      'original.id as originalId',
      'original.number as originalNumber',
    ])
    .where('invoice.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const {
    number,
    issuedOn,
    dueOn,
    totalCents,
    dueCents,
    version,
    patientId,
    creditId,
    creditNumber,
    creditIssuedOn,
  } = row
  const credited = creditId !== null
  return {
    id,
    kind: row.kind === 'creditNote' ? 'creditNote' : 'invoice',
    status: statusOf({ ...row, credited }),
    number,
    patientId,
    patientName: listName(row),
    payer: row.payerId === null ? null : { id: row.payerId, name: row.payerName ?? '' },
    issuedOn,
    dueOn,
    lines: await getLines(work.tx, id),
    totalCents,
    dueCents,
    version,
    payments: row.status === 'issued' ? await getPayments(work, id) : [],
    creditNote:
      creditId !== null && creditNumber !== null && creditIssuedOn !== null
        ? { id: creditId, number: creditNumber, issuedOn: creditIssuedOn }
        : null,
    credited: row.originalId === null ? null : { id: row.originalId, number: row.originalNumber ?? '' },
    snapshot: row.snapshotSealed ? await openSnapshot(work, id, row.snapshotSealed) : null,
  }
}

/** What a copy made now says of payments and credit notes. */
export function presentState(invoice: InvoiceDetail): InvoiceState {
  return {
    dueCents: invoice.kind === 'invoice' ? invoice.dueCents : 0,
    payments: invoice.payments,
    creditNote: invoice.creditNote,
  }
}

async function getPayments(work: Work, invoiceId: string): Promise<InvoicePayment[]> {
  const rows = await work.tx
    .selectFrom('paymentAllocation')
    .innerJoin('payment', 'payment.id', 'paymentAllocation.paymentId')
    .select([
      'payment.id as paymentId',
      'payment.receivedOn',
      'payment.method',
      'paymentAllocation.amountCents',
      'payment.chequeNumber',
    ])
    .where('paymentAllocation.invoiceId', '=', invoiceId)
    .where('paymentAllocation.releasedAt', 'is', null)
    .where('payment.cancelledAt', 'is', null)
    .orderBy('payment.receivedOn')
    .orderBy('payment.id')
    .execute()
  return rows.map((row) => ({ ...row, method: methodOf(row.method) }))
}

export function methodOf(text: string): Method {
  const method = METHODS.find((candidate) => candidate === text)
  if (!method) throw new Error(`unknown method ${text}`)
  return method
}
