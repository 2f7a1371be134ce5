import { createHash } from 'node:crypto'
import type { Refused } from '#src/domain/refusal.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { lockInvoice } from './draft.ts'
import { getLines } from './lines.ts'
import { type InvoiceNumber, type NumberRefused, takeNumber } from './numbering.ts'
import { type InvoiceSnapshot, snapshotPlace } from './snapshot.ts'
import { type Parties, getParties, takeSnapshot } from './take-snapshot.ts'
import { invoiceEvents } from './events.ts'

export type IssueRefused = NumberRefused | Refused<'not-draft'> | Refused<'no-lines'>

export interface Issued {
  invoiceId: string
  number: string
}

/**
 * Gives a draft its number and freezes it. Locks are taken in the order of the house: the counter, then the
 * invoice; the audit chain comes last. Refuses anything but a draft with at least one line.
 */
export async function issueInvoice(work: Work, id: string): Promise<Issued | IssueRefused> {
  const practice = await work.tx.selectFrom('practice').select('invoicePrefix').executeTakeFirstOrThrow()
  const given = await takeNumber(work, practice.invoicePrefix)
  if (isRefused(given)) return given
  const draft = await lockInvoice(work, id)
  if (draft.status !== 'draft') return { refused: 'not-draft' }
  const lines = await getLines(work.tx, id)
  if (lines.length === 0) return { refused: 'no-lines' }
  const parties = await getParties(work, draft)
  const snapshot = takeSnapshot(work, parties, given, lines)
  await freeze(work, id, given, snapshot, parties)
  work.record(invoiceEvents.issue, id, facts(snapshot))
  return { invoiceId: id, number: given.number }
}

/** Writes the number and the sealed snapshot, and asks for the PDF to be stored. */
export async function freeze(
  work: Work,
  id: string,
  given: InvoiceNumber,
  snapshot: InvoiceSnapshot,
  parties: Parties,
): Promise<void> {
  const { totalCents } = snapshot.totals
  await work.tx
    .updateTable('invoice')
    .set({
      status: 'issued',
      number: given.number,
      series: given.series,
      sequence: given.sequence,
      issuedOn: given.issuedOn,
      issuedAt: work.now,
      dueOn: snapshot.kind === 'invoice' ? given.issuedOn.add({ days: parties.invoiceDueDays }) : null,
      totalCents,
      dueCents: snapshot.kind === 'invoice' ? totalCents : 0,
      snapshotSealed: await work.seal('accounting', snapshotPlace(id), JSON.stringify(snapshot)),
      templateVersion: snapshot.template,
      updatedAt: work.now,
    })
    .where('id', '=', id)
    .execute()
  work.enqueue('invoice-pdf', id)
}

/** The hash lets the audit chain vouch for what was frozen without holding a word of it. */
export function facts(snapshot: InvoiceSnapshot): { number: string; totalCents: number; sha256: string } {
  const sha256 = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex')
  return { number: snapshot.number, totalCents: snapshot.totals.totalCents, sha256 }
}
