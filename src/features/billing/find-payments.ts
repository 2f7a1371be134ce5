import type { Expression, SqlBool } from 'kysely'
import { escapeLike } from '#src/db/escape-like.ts'
import { sql } from '#src/db/sql.ts'
import { isId } from '#src/domain/ids.ts'
import { displayName, listName } from '#src/domain/person-name.ts'
import { searchWords } from '#src/domain/search-key.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { fileIdArray } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import { methodOf } from './get-invoice.ts'
import type { Method } from './record-payment.ts'

export interface PaymentFilter {
  q?: string | undefined
  from?: Temporal.PlainDate | undefined
  to?: Temporal.PlainDate | undefined
  patientId?: string | undefined
  cursor?: string | undefined
}

export interface PaymentShare {
  invoiceId: string
  number: string
  amountCents: number
}

export interface PaymentRow {
  id: string
  patientId: string
  patientName: string
  method: Method
  amountCents: number
  receivedOn: Temporal.PlainDate
  cheque: { number: string; drawer: string; bank: string } | null
  cancelledAt: Temporal.Instant | null
  allocations: readonly PaymentShare[]
  /** What no invoice took; 0 for a cancelled payment. */
  restCents: number
}

export interface PaymentPage {
  items: readonly PaymentRow[]
  next: string | null
  count: number
  /** Received and not cancelled. */
  totalCents: number
}

const PAGE_SIZE = 50

/** Payments, the last received first. */
export async function findPayments(work: Work, filter: PaymentFilter): Promise<PaymentPage> {
  const [day = '', id = ''] = (filter.cursor ?? '').split('_')
  const after = /^\d{4}-\d{2}-\d{2}$/.test(day) && isId(id)
  const query = selected(work, filter)
  const rows = await (
    after ? query.where(sql<SqlBool>`(payment.received_on, payment.id) < (${day}::date, ${id}::uuid)`) : query
  )
    .orderBy('payment.receivedOn', 'desc')
    .orderBy('payment.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .execute()
  const sums = await filtered(work, filter)
    .select((select) => [
      select.fn.countAll<number>().as('count'),
      select.fn
        .coalesce(
          select.fn.sum<number>('payment.amountCents').filterWhere('payment.cancelledAt', 'is', null),
          sql<number>`0`,
        )
        .as('totalCents'),
    ])
    .executeTakeFirstOrThrow()
  const shown = rows.slice(0, PAGE_SIZE)
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined
  return {
    items: await complete(work, shown, listName),
    next: last ? `${last.receivedOn.toString()}_${last.id}` : null,
    count: Number(sums.count),
    totalCents: Number(sums.totalCents),
  }
}

/** Throws NotFound, for anything that is not an id too. */
export async function getPayment(work: Work, id: string): Promise<PaymentRow> {
  if (!isId(id)) throw new NotFound()
  const rows = await selected(work, {}).where('payment.id', '=', id).execute()
  const [payment] = await complete(work, rows, displayName)
  if (!payment) throw new NotFound()
  return payment
}

function filtered(work: Work, filter: PaymentFilter) {
  return work.tx
    .selectFrom('payment')
    .innerJoin('patient as filed', 'filed.id', 'payment.patientId')
    .innerJoin('patient', (join) =>
      join.on((on) => on('patient.id', '=', on.fn.coalesce('filed.mergedIntoId', 'filed.id'))),
    )
    .where('payment.practiceId', '=', work.practiceId)
    .where((where) => {
      // Always true, for the index by date (decision 0010).
      const all: Expression<SqlBool>[] = [sql<SqlBool>`payment.received_on <= 'infinity'`]
      if (filter.from) all.push(where('payment.receivedOn', '>=', filter.from))
      if (filter.to) all.push(where('payment.receivedOn', '<=', filter.to))
      if (filter.patientId)
        all.push(where('payment.patientId', '=', sql<string>`any(${fileIdArray(filter.patientId)})`))
      const typed = (filter.q ?? '').trim()
      const words = searchWords(typed).map((word) =>
        where('patient.searchKey', 'like', `%${escapeLike(word)}%`),
      )
      if (typed !== '') {
        all.push(
          where.or([
            where('payment.chequeNumber', 'like', `%${escapeLike(typed)}%`),
            where('payment.chequeDrawer', 'ilike', `%${escapeLike(typed)}%`),
            ...(words.length > 0 ? [where.and(words)] : []),
          ]),
        )
      }
      return where.and(all)
    })
}

function selected(work: Work, filter: PaymentFilter) {
  return filtered(work, filter).select([
    'payment.id',
    'patient.id as patientId',
    'patient.firstName',
    'patient.lastName',
    'payment.method',
    'payment.amountCents',
    'payment.receivedOn',
    'payment.chequeNumber',
    'payment.chequeDrawer',
    'payment.chequeBank',
    'payment.cancelledAt',
  ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number]

async function complete(work: Work, rows: readonly Row[], nameOf: typeof listName): Promise<PaymentRow[]> {
  const shares = await getShares(
    work,
    rows.map((row) => row.id),
  )
  return rows.map(({ firstName, lastName, chequeNumber, chequeDrawer, chequeBank, ...row }) => {
    const allocations = shares.get(row.id) ?? []
    const spent = allocations.reduce((sum, share) => sum + share.amountCents, 0)
    return {
      ...row,
      method: methodOf(row.method),
      patientName: nameOf({ firstName, lastName }),
      cheque:
        row.method === 'cheque' ? { number: chequeNumber, drawer: chequeDrawer, bank: chequeBank } : null,
      allocations,
      restCents: row.cancelledAt ? 0 : row.amountCents - spent,
    }
  })
}

async function getShares(work: Work, paymentIds: readonly string[]): Promise<Map<string, PaymentShare[]>> {
  if (paymentIds.length === 0) return new Map()
  const rows = await work.tx
    .selectFrom('paymentAllocation')
    .innerJoin('invoice', 'invoice.id', 'paymentAllocation.invoiceId')
    .select([
      'paymentAllocation.paymentId',
      'paymentAllocation.invoiceId',
      'invoice.number',
      'paymentAllocation.amountCents',
    ])
    .where('paymentAllocation.practiceId', '=', work.practiceId)
    .where('paymentAllocation.paymentId', 'in', paymentIds)
    .where('paymentAllocation.releasedAt', 'is', null)
    .orderBy('invoice.sequence')
    .execute()
  return Map.groupBy(
    rows.map(({ number, ...row }) => ({ ...row, number: number ?? '' })),
    (row) => row.paymentId,
  ) as Map<string, PaymentShare[]>
}
