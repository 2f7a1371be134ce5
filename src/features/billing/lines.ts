import type { Selectable } from 'kysely'
import type { Tx } from '#src/db/database.ts'
import type { InvoiceLine } from '#src/db/types.generated.ts'
import { newId } from '#src/domain/ids.ts'
import { fileIds } from '#src/features/patients/index.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { MAX_TOTAL_CENTS, type PricedLine, VAT_MODES, type VatMode, computeTotals } from './totals.ts'

/** A line as an action takes it. */
export interface NewLine extends PricedLine {
  label: string
  serviceDate: Temporal.PlainDate | null
  sessionId: string | null
}

export type LinesRefused =
  | Refused<'session-invoiced', { invoiceId: string; line: number }>
  | Refused<'session-of-another', { line: number }>
  | Refused<'total-too-large'>

/**
 * What forbids these lines on an invoice of this patient: a session that another living invoice already bills, a
 * session of another file, or a total no single payment could settle. undefined when nothing does.
 */
export async function findLinesRefusal(
  work: Work,
  patientId: string,
  lines: readonly NewLine[],
  invoiceId: string | null,
): Promise<LinesRefused | undefined> {
  if (lines.some((line) => line.quantity * line.unitPriceCents > MAX_TOTAL_CENTS))
    return { refused: 'total-too-large' }
  if (computeTotals(lines).totalCents > MAX_TOTAL_CENTS) return { refused: 'total-too-large' }
  const sessionIds = [...new Set(lines.flatMap((line) => line.sessionId ?? []))]
  if (sessionIds.length === 0) return undefined
  const sessions = await lockSessions(work.tx, sessionIds)
  if (sessions.length < sessionIds.length) throw new NotFound()
  const files = await fileIds(work.tx, patientId)
  const billed = await findBillingInvoices(work.tx, sessionIds)
  for (const [line, { sessionId }] of lines.entries()) {
    if (sessionId === null) continue
    if (!sessions.some((session) => session.id === sessionId && files.includes(session.patientId))) {
      return { refused: 'session-of-another', line }
    }
    const other = billed.find(
      (candidate) => candidate.sessionId === sessionId && candidate.invoiceId !== invoiceId,
    )
    if (other) return { refused: 'session-invoiced', invoiceId: other.invoiceId, line }
    if (lines.findIndex((candidate) => candidate.sessionId === sessionId) !== line) {
      return { refused: 'session-invoiced', invoiceId: invoiceId ?? '', line }
    }
  }
  return undefined
}

/** Two requests that bill one session wait for each other here. */
async function lockSessions(tx: Tx, ids: readonly string[]): Promise<{ id: string; patientId: string }[]> {
  return tx
    .selectFrom('session')
    .select(['id', 'patientId'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** The living invoices of these sessions: neither discarded nor taken back by a credit note. */
export async function findBillingInvoices(
  tx: Tx,
  sessionIds: readonly string[],
): Promise<{ sessionId: string; invoiceId: string; status: string }[]> {
  const rows = await tx
    .selectFrom('invoiceLine')
    .innerJoin('invoice', 'invoice.id', 'invoiceLine.invoiceId')
    .leftJoin('invoice as credit', (join) =>
      join.onRef('credit.creditedInvoiceId', '=', 'invoice.id').on('credit.status', '=', 'issued'),
    )
    .select(['invoiceLine.sessionId', 'invoice.id as invoiceId', 'invoice.status'])
    .where('invoiceLine.sessionId', 'in', sessionIds)
    .where('invoice.kind', '=', 'invoice')
    .where('invoice.status', '<>', 'discarded')
    .where('credit.id', 'is', null)
    .execute()
  return rows.flatMap(({ sessionId, ...row }) => (sessionId === null ? [] : [{ sessionId, ...row }]))
}

export async function insertLines(tx: Tx, invoiceId: string, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('invoiceLine')
    .values(
      lines.map((line, position) => ({
        id: newId(),
        invoiceId,
        position,
        label: line.label,
        quantity: line.quantity,
        unitPriceCents: line.unitPriceCents,
        vatMode: line.vatMode,
        vatRateBasisPoints: line.vatMode === 'STANDARD' ? line.vatRateBasisPoints : 0,
        serviceDate: line.serviceDate,
        sessionId: line.sessionId,
      })),
    )
    .execute()
}

/** An invoice's lines in their order. */
export async function getLines(tx: Tx, invoiceId: string): Promise<NewLine[]> {
  const rows = await tx
    .selectFrom('invoiceLine')
    .selectAll()
    .where('invoiceId', '=', invoiceId)
    .orderBy('position')
    .execute()
  return rows.map(lineOf)
}

function lineOf(row: Selectable<InvoiceLine>): NewLine {
  const { label, quantity, unitPriceCents, vatRateBasisPoints, serviceDate, sessionId } = row
  return {
    label,
    quantity,
    unitPriceCents,
    vatMode: vatModeOf(row.vatMode),
    vatRateBasisPoints,
    serviceDate,
    sessionId,
  }
}

export function vatModeOf(text: string): VatMode {
  const mode = VAT_MODES.find((candidate) => candidate === text)
  if (!mode) throw new Error(`unknown VAT mode ${text}`)
  return mode
}
