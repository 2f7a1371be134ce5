import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { fileIds } from '#src/features/patients/index.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { getSurvivorId } from './survivor.ts'
import { type LinesRefused, type NewLine, findLinesRefusal, getLines, insertLines } from './lines.ts'
import { computeTotals } from './totals.ts'
import { invoiceEvents } from './events.ts'

export interface NewInvoice {
  patientId: string
  /** Who pays where it is not the patient. */
  payerId?: string | null
  lines: readonly NewLine[]
}

export type DraftRefused = LinesRefused | Refused<'payer-of-another'>

/** Makes a draft. It has no number and owes nothing; it may have no line yet. Throws NotFound for an unknown patient. */
export async function createInvoice(
  work: Work,
  input: NewInvoice,
): Promise<{ invoiceId: string } | DraftRefused> {
  const patientId = await getSurvivorId(work, input.patientId)
  const refusal = await findDraftRefusal(work, patientId, input.payerId ?? null, input.lines, null)
  if (refusal) return refusal
  const id = newId()
  await work.tx
    .insertInto('invoice')
    .values({
      id,
      kind: 'invoice',
      status: 'draft',
      patientId,
      payerId: input.payerId ?? null,
      totalCents: computeTotals(input.lines).totalCents,
      dueCents: 0,
      createdAt: work.now,
      updatedAt: work.now,
    })
    .execute()
  await insertLines(work.tx, id, input.lines)
  work.record(invoiceEvents.create, id, { patientId, lines: input.lines.length })
  return { invoiceId: id }
}

export interface InvoiceChange {
  version: number
  payerId: string | null
  lines: readonly NewLine[]
}

/** What a draft says at present, for the form of whoever was late. */
export interface CurrentDraft {
  version: number
  payerId: string | null
  lines: readonly NewLine[]
}

export type UpdateRefused = DraftRefused | Refused<'not-draft'> | Refused<'stale', { current: CurrentDraft }>

/** Replaces a draft's payer and lines. Refuses another version than the present one, and anything but a draft. */
export async function updateInvoice(
  work: Work,
  id: string,
  change: InvoiceChange,
): Promise<{ invoiceId: string } | UpdateRefused> {
  const draft = await lockDraft(work, id)
  if ('refused' in draft) return draft
  if (draft.version !== change.version) {
    const { version, payerId } = draft
    return { refused: 'stale', current: { version, payerId, lines: await getLines(work.tx, id) } }
  }
  const refusal = await findDraftRefusal(
    work,
    await getSurvivorId(work, draft.patientId),
    change.payerId,
    change.lines,
    id,
  )
  if (refusal) return refusal
  await work.tx.deleteFrom('invoiceLine').where('invoiceId', '=', id).execute()
  await insertLines(work.tx, id, change.lines)
  await work.tx
    .updateTable('invoice')
    .set({
      payerId: change.payerId,
      totalCents: computeTotals(change.lines).totalCents,
      version: draft.version + 1,
      updatedAt: work.now,
    })
    .where('id', '=', id)
    .execute()
  work.record(invoiceEvents.update, id, { lines: change.lines.length })
  return { invoiceId: id }
}

/** Puts a draft away; `restoreInvoice` brings it back. */
export async function discardInvoice(
  work: Work,
  id: string,
): Promise<{ invoiceId: string } | Refused<'not-draft'>> {
  const draft = await lockDraft(work, id)
  if ('refused' in draft) return draft
  await setStatus(work, id, 'discarded')
  work.record(invoiceEvents.discard, id)
  return { invoiceId: id }
}

/** Brings a discarded draft back, unless one of its sessions was billed elsewhere meanwhile. */
export async function restoreInvoice(
  work: Work,
  id: string,
): Promise<{ invoiceId: string } | LinesRefused | Refused<'not-discarded'>> {
  const invoice = await lockInvoice(work, id)
  if (invoice.status !== 'discarded') return { refused: 'not-discarded' }
  const refusal = await findLinesRefusal(
    work,
    await getSurvivorId(work, invoice.patientId),
    await getLines(work.tx, id),
    id,
  )
  if (refusal) return refusal
  await setStatus(work, id, 'draft')
  work.record(invoiceEvents.restore, id)
  return { invoiceId: id }
}

export interface LockedInvoice {
  id: string
  kind: string
  status: string
  patientId: string
  payerId: string | null
  number: string | null
  issuedOn: Temporal.PlainDate | null
  totalCents: number
  dueCents: number
  version: number
}

/** Locks the invoice's row until the end of the transaction. Throws NotFound. */
export async function lockInvoice(work: Work, id: string): Promise<LockedInvoice> {
  const row = await work.tx
    .selectFrom('invoice')
    .select([
      'id',
      'kind',
      'status',
      'patientId',
      'payerId',
      'number',
      'issuedOn',
      'totalCents',
      'dueCents',
      'version',
    ])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function lockDraft(work: Work, id: string): Promise<LockedInvoice | Refused<'not-draft'>> {
  const invoice = await lockInvoice(work, id)
  return invoice.status === 'draft' ? invoice : { refused: 'not-draft' }
}

async function setStatus(work: Work, id: string, status: 'draft' | 'discarded'): Promise<void> {
  await work.tx.updateTable('invoice').set({ status, updatedAt: work.now }).where('id', '=', id).execute()
}

async function findDraftRefusal(
  work: Work,
  patientId: string,
  payerId: string | null,
  lines: readonly NewLine[],
  invoiceId: string | null,
): Promise<DraftRefused | undefined> {
  if (payerId !== null) {
    const payer = await work.tx
      .selectFrom('payer')
      .select('patientId')
      .where('id', '=', payerId)
      .executeTakeFirst()
    if (!payer) throw new NotFound()
    if (!(await fileIds(work.tx, patientId)).includes(payer.patientId)) return { refused: 'payer-of-another' }
  }
  return findLinesRefusal(work, patientId, lines, invoiceId)
}
