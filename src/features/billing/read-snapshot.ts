import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type InvoiceSnapshot, snapshotPlace } from './snapshot.ts'

/** What was frozen when the document was issued. Throws NotFound for a draft, which has none. */
export async function getSnapshot(work: Work, invoiceId: string): Promise<InvoiceSnapshot> {
  const row = await work.tx
    .selectFrom('invoice')
    .select('snapshotSealed')
    .where('id', '=', invoiceId)
    .executeTakeFirst()
  if (!row?.snapshotSealed) throw new NotFound()
  return openSnapshot(work, invoiceId, row.snapshotSealed)
}

export async function openSnapshot(work: Work, invoiceId: string, sealed: Buffer): Promise<InvoiceSnapshot> {
  return JSON.parse(await work.unseal('accounting', snapshotPlace(invoiceId), sealed)) as InvoiceSnapshot
}
