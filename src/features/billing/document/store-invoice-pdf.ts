import { createHash } from 'node:crypto'
import { type DueKind, type DueRow, SYSTEM, finishDue } from '#src/platform/due/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { renderInvoicePdf } from './render.ts'
import { getSnapshot } from '../read-snapshot.ts'
import { stateAtIssue } from '../snapshot.ts'
import { workFor } from '#src/platform/work-for.ts'
import { invoiceEvents } from '../events.ts'

/** PDFs of issued documents that are still to be stored. Until then a download is drawn. */
export const invoicePdf: DueKind = {
  policy: 'stately',
  batchSize: 5,
  concurrency: 1,
  retryLimit: 8,
  retryDelay: 10,
  handle: storeInvoicePdf,
  rebuild: findUnstored,
}

/**
 * Draws the document as it was issued, stores it sealed with the accounting key, and records where it lies and its
 * hash. Done again it changes nothing; drawn twice at once it is the same file.
 */
async function storeInvoicePdf(platform: Platform, due: DueRow): Promise<void> {
  const { practiceId, subjectId: invoiceId } = due
  const snapshot = await workFor(platform, practiceId, SYSTEM, async (work) => {
    const row = await work.tx
      .selectFrom('invoice')
      .select('pdfStorageKey')
      .where('practiceId', '=', practiceId)
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow()
    if (row.pdfStorageKey === null) return getSnapshot(work, invoiceId)
    await finishDue(work, due)
    return undefined
  })
  if (!snapshot) return
  const pdf = await renderInvoicePdf(snapshot, stateAtIssue(snapshot))
  const key = `practice/${practiceId}/invoices/${invoiceId}.pdf`
  await platform.storage.put(
    key,
    platform.keyring.sealFile(practiceId, 'accounting', pdfPlace(invoiceId), [pdf]),
  )
  const sha256 = createHash('sha256').update(pdf).digest()
  await workFor(platform, practiceId, SYSTEM, async (work) => {
    const stored = await work.tx
      .updateTable('invoice')
      .set({ pdfStorageKey: key, pdfSha256: sha256 })
      .where('practiceId', '=', practiceId)
      .where('id', '=', invoiceId)
      .where('pdfStorageKey', 'is', null)
      .executeTakeFirst()
    if (stored.numUpdatedRows > 0n) {
      work.record(invoiceEvents.storePdf, invoiceId, { sha256: sha256.toString('hex') })
    }
    await finishDue(work, due)
  })
}

async function findUnstored(work: Work): Promise<{ subjectId: string; at: Temporal.Instant }[]> {
  const rows = await work.tx
    .selectFrom('invoice')
    .select(['id', 'issuedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('status', '=', 'issued')
    .where('pdfStorageKey', 'is', null)
    .execute()
  return rows.map(({ id, issuedAt }) => ({ subjectId: id, at: issuedAt ?? work.now }))
}

/** The place under which stored PDFs are sealed with the accounting key. */
export function pdfPlace(invoiceId: string): string {
  return `invoice.pdf:${invoiceId}`
}
