import { isolate } from '#src/platform/pdf/bidi.ts'
import { type Sheet, createSheet } from '#src/platform/pdf/sheet.ts'
import type { InvoiceSnapshot, InvoiceState } from '../snapshot.ts'
import { drawClosing } from './closing.ts'
import { drawHead } from './head.ts'
import { colours, frame, styles } from './look.ts'
import { drawTable } from './table.ts'
import { registrations } from './words.ts'

/**
 * The PDF of an issued document as it stands: the frozen content, and the state it is in. The same snapshot and
 * state are the same bytes. Throws on a template it does not know.
 */
export async function renderInvoicePdf(snapshot: InvoiceSnapshot, state: InvoiceState): Promise<Buffer> {
  if (snapshot.template !== 1) throw new Error(`there is no invoice template ${snapshot.template}`)
  const sheet = createSheet({
    title: `${snapshot.title} ${snapshot.number}`,
    createdAt: Temporal.Instant.from(snapshot.issuedAt),
  })
  const underHead = drawHead(sheet, snapshot)
  const underTable = drawTable(sheet, snapshot, underHead)
  drawClosing(sheet, snapshot, state, underTable)
  sheet.eachPage((page, count) => drawFooter(sheet, snapshot, page, count))
  return sheet.finish()
}

function drawFooter(sheet: Sheet, snapshot: InvoiceSnapshot, page: number, count: number): void {
  sheet.rule(frame.left, frame.right, frame.footer - 16, colours.line)
  const identity = [isolate(snapshot.practice.legalName), ...registrations(snapshot)].join('  ·  ')
  const [line = ''] = sheet.wrap(identity, styles.footer, frame.right - frame.left - 80)
  sheet.text(line, (frame.left + frame.right) / 2, frame.footer, styles.footer)
  if (count > 1)
    sheet.text(`${page} / ${count}`, frame.right, frame.footer, { ...styles.footer, align: 'right' })
}
