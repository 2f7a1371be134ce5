import { createHash } from 'node:crypto'
import type { Platform } from '#src/platform/platform.ts'
import { workFor } from '#src/platform/work.ts'
import { renderInvoicePdf } from './render.ts'
import { getSnapshot } from '../read-snapshot.ts'
import { stateAtIssue } from '../snapshot.ts'

/**
 * The job behind `invoice-pdf`: draws the document as it was issued, stores it sealed with the accounting key, and
 * records where it lies and its hash. Done again it changes nothing; drawn twice at once it is the same file.
 */
export async function storeInvoicePdf(
  platform: Platform,
  job: { practiceId: string; invoiceId: string },
): Promise<void> {
  const { practiceId, invoiceId } = job
  const actor = { kind: 'system', id: null } as const
  const snapshot = await workFor(platform, practiceId, actor, async (work) => {
    const row = await work.tx
      .selectFrom('invoice')
      .select('pdfStorageKey')
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow()
    return row.pdfStorageKey === null ? getSnapshot(work, invoiceId) : undefined
  })
  if (!snapshot) return
  const pdf = await renderInvoicePdf(snapshot, stateAtIssue(snapshot))
  const key = `practice/${practiceId}/invoices/${invoiceId}.pdf`
  await platform.storage.put(
    key,
    platform.keyring.sealFile(practiceId, 'accounting', pdfPlace(invoiceId), [pdf]),
  )
  const sha256 = createHash('sha256').update(pdf).digest()
  await workFor(platform, practiceId, actor, async (work) => {
    const stored = await work.tx
      .updateTable('invoice')
      .set({ pdfStorageKey: key, pdfSha256: sha256 })
      .where('id', '=', invoiceId)
      .where('pdfStorageKey', 'is', null)
      .executeTakeFirst()
    if (stored.numUpdatedRows > 0n) {
      work.audit('invoice.storePdf', { type: 'invoice', id: invoiceId }, { sha256: sha256.toString('hex') })
    }
  })
}

/** The place under which stored PDFs are sealed with the accounting key. */
export function pdfPlace(invoiceId: string): string {
  return `invoice.pdf:${invoiceId}`
}
