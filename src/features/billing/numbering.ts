import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'

export interface InvoiceNumber {
  number: string
  series: string
  sequence: number
  issuedOn: Temporal.PlainDate
}

export type NumberRefused = Refused<'earlier-than-last', { lastIssuedOn: Temporal.PlainDate }>

/**
 * Takes the next number of this year's series: `2026-0001` behind the practice's own prefix. The counter's row
 * stays locked until the transaction ends, so numbers have no gap; a transaction that fails gives its number back.
 * Numbers and dates rise together: a clock more than a day behind the last number is refused. Within that day
 * (two requests around midnight) the later date is kept.
 */
export async function takeNumber(work: Work, prefix: string): Promise<InvoiceNumber | NumberRefused> {
  const series = String(work.today.year)
  const row = await work.tx
    .insertInto('invoiceCounter')
    .values({ id: newId(), series, lastNumber: 1, lastIssuedOn: work.today })
    .onConflict((conflict) =>
      conflict.columns(['practiceId', 'series']).doUpdateSet({
        lastNumber: sql<number>`invoice_counter.last_number + 1`,
        lastIssuedOn: sql<Temporal.PlainDate>`greatest(invoice_counter.last_issued_on, excluded.last_issued_on)`,
      }),
    )
    .returning(['lastNumber', 'lastIssuedOn'])
    .executeTakeFirstOrThrow()
  const { lastNumber: sequence, lastIssuedOn: issuedOn } = row
  if (work.today.until(issuedOn).days > 1) return { refused: 'earlier-than-last', lastIssuedOn: issuedOn }
  return { number: `${prefix}${series}-${String(sequence).padStart(4, '0')}`, series, sequence, issuedOn }
}
