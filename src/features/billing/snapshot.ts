import type { Totals, VatMode } from './totals.ts'

/** The layout that draws it; a new layout is a new number, and old documents keep theirs. */
export const TEMPLATE_VERSION = 1

export interface PostalAddress {
  street: string
  postcode: string
  city: string
}

/**
 * Everything an issued document says, frozen in the transaction that gives its number. Dates are ISO 8601:
 * this is stored as sealed JSON and must read the same in ten years.
 */
export interface InvoiceSnapshot {
  template: number
  kind: 'invoice' | 'creditNote'
  title: string
  number: string
  issuedOn: string
  issuedAt: string
  /** null on a credit note. */
  dueOn: string | null
  practice: PostalAddress & {
    name: string
    /** As the practice typed it, "EI" included; the practitioner's name where it typed none. */
    legalName: string
    phone: string
    email: string
    siret: string
    vatNumber: string
  }
  practitioner: { name: string; profession: string; rpps: string; adeli: string }
  patient: PostalAddress & { name: string }
  /** null when the patient pays. */
  payer: (PostalAddress & { name: string; kind: 'person' | 'organisation' }) | null
  lines: readonly SnapshotLine[]
  totals: Totals
  /** Sentences the law wants on the document. */
  mentions: readonly string[]
  /** The invoice a credit note takes back. */
  credited: { number: string; issuedOn: string } | null
}

export interface SnapshotLine {
  label: string
  serviceDate: string | null
  quantity: number
  unitPriceCents: number
  amountCents: number
  vatMode: VatMode
  vatRateBasisPoints: number
}

/** What happened since the document was issued: printed on copies made later, never part of the document. */
export interface InvoiceState {
  dueCents: number
  payments: readonly {
    receivedOn: Temporal.PlainDate
    method: 'cheque' | 'cash' | 'card' | 'transfer' | 'online'
    amountCents: number
    chequeNumber: string
  }[]
  creditNote: { number: string; issuedOn: Temporal.PlainDate } | null
}

/** The state in which every document is born: nothing paid, nothing taken back. */
export function stateAtIssue(snapshot: InvoiceSnapshot): InvoiceState {
  return {
    dueCents: snapshot.kind === 'invoice' ? snapshot.totals.totalCents : 0,
    payments: [],
    creditNote: null,
  }
}

/** The place under which snapshots are sealed with the accounting key. */
export function snapshotPlace(invoiceId: string): string {
  return `invoice.snapshot:${invoiceId}`
}
