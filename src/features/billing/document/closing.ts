import { formatCents } from '#src/domain/money.ts'
import type { Line, Sheet } from '#src/platform/pdf/sheet.ts'
import type { InvoiceSnapshot, InvoiceState } from '../snapshot.ts'
import { colours, frame, styles } from './look.ts'
import { formatRate, longDate, methodWords, numericDate, receiptSentence } from './words.ts'

const LEFT_WIDTH = 226
const TOTALS_LEFT = 312
const ROW = 17
const SIGNATURE = { height: 74, gap: 22 } as const

/** Totals, what was paid, what is still owed, the sentences of the law, room to sign: kept on one page. */
export function drawClosing(
  sheet: Sheet,
  snapshot: InvoiceSnapshot,
  state: InvoiceState,
  underTable: number,
): void {
  const before = totalRows(snapshot)
  const after = stateRows(snapshot, state)
  const sentences = snapshot.mentions.map((mention) => sheet.wrap(mention, styles.small, LEFT_WIDTH))
  const seal = sealOf(state)
  const left = sentences.reduce((sum, lines) => sum + lines.length * 12 + 5, 0) + (seal ? 60 : 0)
  const right = before.length * ROW + 34 + 12 + after.length * ROW + SIGNATURE.gap + SIGNATURE.height
  let top = underTable + 20
  if (top + Math.max(left, right) > frame.bottom) {
    sheet.addPage()
    top = frame.top
  }
  drawLeft(sheet, sentences, seal, top)
  drawRight(sheet, snapshot, before, after, top)
}

interface Row {
  label: string
  amount: string
  strong?: boolean
}

function totalRows({ totals }: InvoiceSnapshot): Row[] {
  if (totals.vatCents === 0 && totals.groups.every((group) => group.vatMode !== 'STANDARD')) return []
  return [
    { label: 'Total HT', amount: formatCents(totals.netCents) },
    ...totals.groups
      .filter((group) => group.vatMode === 'STANDARD')
      .map((group) => ({
        label: `TVA ${formatRate(group.vatRateBasisPoints)} sur ${formatCents(group.baseCents)}`,
        amount: formatCents(group.vatCents),
      })),
  ]
}

function stateRows(snapshot: InvoiceSnapshot, state: InvoiceState): Row[] {
  if (snapshot.kind === 'creditNote' || state.creditNote) return []
  const paid = state.payments.map((payment) => ({
    label: `Réglé le ${numericDate(payment.receivedOn)} ${methodWords[payment.method]}`,
    amount: formatCents(-payment.amountCents),
  }))
  return [...paid, { label: 'Reste dû', amount: formatCents(state.dueCents), strong: true }]
}

interface Seal {
  text: string
  ink: string
  fill: string
}

function sealOf(state: InvoiceState): Seal | undefined {
  if (state.creditNote) {
    const { number, issuedOn } = state.creditNote
    return {
      text: `Annulée par l’avoir n°\u00a0${number} du ${longDate(issuedOn)}.`,
      ink: colours.accent,
      fill: colours.accentSoft,
    }
  }
  const receipt = receiptSentence(state)
  return receipt ? { text: receipt, ink: colours.brand, fill: colours.brandSoft } : undefined
}

function drawLeft(sheet: Sheet, sentences: readonly Line[][], seal: Seal | undefined, top: number): void {
  let y = top
  if (seal) {
    const style = { ...styles.strong, colour: seal.ink }
    const lines = sheet.wrap(seal.text, style, LEFT_WIDTH - 24)
    const height = lines.length * 13 + 17
    sheet.panel(frame.left, y, LEFT_WIDTH, height, { fill: seal.fill })
    sheet.lines(lines, frame.left + 12, y + 18, style, 13)
    y += height + 10
  }
  y += 11
  for (const lines of sentences) y = sheet.lines(lines, frame.left, y, styles.small, 12) + 5
}

function drawRight(
  sheet: Sheet,
  snapshot: InvoiceSnapshot,
  before: readonly Row[],
  after: readonly Row[],
  top: number,
): void {
  let y = drawRows(sheet, before, top)
  sheet.panel(TOTALS_LEFT, y, frame.right - TOTALS_LEFT, 34, { fill: colours.brandSoft })
  sheet.text(totalLabel(snapshot, before.length > 0), TOTALS_LEFT + 12, y + 21.5, styles.totalLabel)
  sheet.text(formatCents(snapshot.totals.totalCents), frame.right - 10, y + 22, styles.total)
  y = drawRows(sheet, after, y + 34 + 8)
  if (snapshot.kind === 'creditNote') y += 2
  y += SIGNATURE.gap
  sheet.panel(TOTALS_LEFT, y, frame.right - TOTALS_LEFT, SIGNATURE.height, {
    stroke: colours.line,
    dashed: true,
  })
  sheet.text('Signature et cachet', TOTALS_LEFT + 12, y + 16, styles.label)
}

function totalLabel(snapshot: InvoiceSnapshot, taxed: boolean): string {
  if (snapshot.kind === 'creditNote') return taxed ? 'Total de l’avoir TTC' : 'Total de l’avoir'
  return taxed ? 'Total TTC' : 'Total'
}

function drawRows(sheet: Sheet, rows: readonly Row[], top: number): number {
  rows.forEach((row, index) => {
    const y = top + index * ROW + 11
    sheet.text(row.label, TOTALS_LEFT + 12, y, row.strong ? styles.strong : styles.small)
    sheet.text(row.amount, frame.right - 10, y, row.strong ? styles.due : styles.amount)
  })
  return top + rows.length * ROW
}
