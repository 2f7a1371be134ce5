import { formatCents } from '#src/domain/money.ts'
import { isolate } from '#src/platform/pdf/bidi.ts'
import type { Line, Sheet } from '#src/platform/pdf/sheet.ts'
import type { InvoiceSnapshot, SnapshotLine } from '../snapshot.ts'
import { colours, frame, styles } from './look.ts'
import { formatRate, numericDate } from './words.ts'

const LEADING = 13
const PADDING = 9

interface Columns {
  date: number
  label: number
  labelWidth: number
  quantity: number
  unitPrice: number
  /** undefined where no line bears VAT. */
  vat: number | undefined
  amount: number
}

/** The lines, on as many pages as they need, each page under its own heads. Answers the height of the end. */
export function drawTable(sheet: Sheet, snapshot: InvoiceSnapshot, top: number): number {
  const columns = columnsFor(snapshot)
  let y = drawHeads(sheet, columns, top + 26)
  for (const line of snapshot.lines) {
    const label = sheet.wrap(isolate(line.label), styles.body, columns.labelWidth)
    // A label never needs a page of its own: 300 characters are six lines.
    if (y + label.length * LEADING + 2 * PADDING > frame.bottom) {
      sheet.addPage()
      sheet.text(`${snapshot.title} ${snapshot.number} (suite)`, frame.left, frame.top, styles.strong)
      y = drawHeads(sheet, columns, frame.top + 16)
    }
    y = drawRow(sheet, columns, line, label, y)
  }
  return y
}

function columnsFor(snapshot: InvoiceSnapshot): Columns {
  const taxed = snapshot.lines.some((line) => line.vatMode === 'STANDARD')
  const amount = frame.right - 10
  const unitPrice = amount - 84
  const vat = taxed ? unitPrice - 78 : undefined
  const quantity = (vat ?? unitPrice) - (taxed ? 62 : 84)
  const label = frame.left + 76
  return { date: frame.left + 10, label, labelWidth: quantity - 44 - label, quantity, unitPrice, vat, amount }
}

function drawHeads(sheet: Sheet, columns: Columns, top: number): number {
  sheet.panel(frame.left, top, frame.right - frame.left, 22, { fill: colours.sunk })
  const y = top + 14.5
  const end = { ...styles.label, align: 'right' } as const
  sheet.text('Date', columns.date, y, styles.label)
  sheet.text('Prestation', columns.label, y, styles.label)
  sheet.text('Quantité', columns.quantity, y, end)
  if (columns.vat !== undefined) sheet.text('TVA', columns.vat, y, end)
  sheet.text(columns.vat === undefined ? 'Prix unitaire' : 'Prix unitaire HT', columns.unitPrice, y, end)
  sheet.text(columns.vat === undefined ? 'Montant' : 'Montant HT', columns.amount, y, end)
  return top + 22
}

function drawRow(
  sheet: Sheet,
  columns: Columns,
  line: SnapshotLine,
  label: readonly Line[],
  top: number,
): number {
  const y = top + PADDING + 9
  if (line.serviceDate)
    sheet.text(numericDate(line.serviceDate), columns.date, y, { ...styles.body, tabular: true })
  sheet.lines(label, columns.label, y, styles.body, LEADING)
  sheet.text(String(line.quantity), columns.quantity, y, styles.amount)
  if (columns.vat !== undefined) sheet.text(vatCell(line), columns.vat, y, styles.amount)
  sheet.text(formatCents(line.unitPriceCents), columns.unitPrice, y, styles.amount)
  sheet.text(formatCents(line.amountCents), columns.amount, y, styles.amount)
  const end = top + label.length * LEADING + 2 * PADDING - 2
  sheet.rule(frame.left, frame.right, end, colours.line)
  return end
}

function vatCell(line: SnapshotLine): string {
  return line.vatMode === 'STANDARD' ? formatRate(line.vatRateBasisPoints) : '—'
}
