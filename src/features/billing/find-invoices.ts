import { escapeLike } from '#src/db/escape-like.ts'
import type { Expression, SqlBool } from 'kysely'
import { sql } from '#src/db/sql.ts'
import { isId } from '#src/domain/ids.ts'
import { displayName, listName } from '#src/domain/person-name.ts'
import { searchWords } from '#src/domain/search-key.ts'
import { fileIdArray } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import { type InvoiceKind, type InvoiceStatus, statusOf } from './status.ts'

export const INVOICE_VIEWS = ['unpaid', 'draft', 'issued', 'creditNote'] as const
export type InvoiceView = (typeof INVOICE_VIEWS)[number]

export interface InvoiceFilter {
  view: InvoiceView
  /** Number or name, in part. */
  q?: string | undefined
  /** First and last day of issue, both included. */
  from?: Temporal.PlainDate | undefined
  to?: Temporal.PlainDate | undefined
  patientId?: string | undefined
  cursor?: string | undefined
}

export interface InvoiceRow {
  id: string
  kind: InvoiceKind
  status: InvoiceStatus
  number: string | null
  patientId: string
  patientName: string
  payerName: string | null
  issuedOn: Temporal.PlainDate | null
  dueOn: Temporal.PlainDate | null
  totalCents: number
  dueCents: number
}

export interface InvoicePage {
  items: readonly InvoiceRow[]
  next: string | null
  /** Of all that the filter holds, not of this page alone. */
  count: number
  /** Credit notes among issued documents count against it. */
  totalCents: number
  dueCents: number
}

const PAGE_SIZE = 50

/**
 * Invoices by what is to be done with them: unpaid ones longest due first, drafts newest first, issued ones and
 * credit notes from the last number down.
 */
export async function findInvoices(work: Work, filter: InvoiceFilter): Promise<InvoicePage> {
  const [rows, sums] = [await findRows(work, filter), await sumUp(work, filter)]
  const items = rows
    .slice(0, PAGE_SIZE)
    .map(({ series: _series, sequence: _sequence, firstName, lastName, creditId, ...row }) => ({
      ...row,
      kind: row.kind === 'creditNote' ? ('creditNote' as const) : ('invoice' as const),
      status: statusOf({ ...row, credited: creditId !== null }),
      patientName: listName({ firstName, lastName }),
    }))
  const last = rows[PAGE_SIZE - 1]
  return { items, next: rows.length > PAGE_SIZE && last ? cursorOf(filter.view, last) : null, ...sums }
}

/** Whether there is any invoice, be it a draft: a first one deserves more words than an empty list. */
export async function hasInvoices(work: Work): Promise<boolean> {
  const row = await work.tx
    .selectFrom('invoice')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('status', '!=', 'discarded')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What is owed, longest due first, for the day's page. */
export async function listUnpaid(
  work: Work,
  limit = 20,
): Promise<
  {
    id: string
    number: string
    patientId: string
    patientName: string
    dueOn: Temporal.PlainDate
    dueCents: number
    overdue: boolean
  }[]
> {
  const rows = await baseQuery(work, { view: 'unpaid' })
    .select([
      'invoice.id',
      'invoice.number',
      'patient.id as patientId',
      'patient.firstName',
      'patient.lastName',
      'invoice.dueOn',
      'invoice.dueCents',
    ])
    .orderBy('invoice.dueOn')
    .orderBy('invoice.id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ id, number, patientId, dueOn, dueCents, ...name }) =>
    number === null || dueOn === null
      ? []
      : [
          {
            id,
            number,
            patientId,
            patientName: displayName(name),
            dueOn,
            dueCents,
            overdue: Temporal.PlainDate.compare(dueOn, work.today) < 0,
          },
        ],
  )
}

function baseQuery(work: Work, filter: InvoiceFilter) {
  const query = work.tx
    .selectFrom('invoice')
    .innerJoin('patient as filed', 'filed.id', 'invoice.patientId')
    .innerJoin('patient', (join) =>
      join.on((on) => on('patient.id', '=', on.fn.coalesce('filed.mergedIntoId', 'filed.id'))),
    )
    .leftJoin('payer', 'payer.id', 'invoice.payerId')
    .leftJoin('invoice as credit', 'credit.creditedInvoiceId', 'invoice.id')
    .where('invoice.practiceId', '=', work.practiceId)
  return query.where((where) => {
    const all: Expression<SqlBool>[] = [
      where('invoice.status', '=', filter.view === 'draft' ? 'draft' : 'issued'),
    ]
    if (filter.view === 'unpaid') all.push(where('invoice.dueCents', '>', 0))
    if (filter.view === 'creditNote') all.push(where('invoice.kind', '=', 'creditNote'))
    if (filter.from) all.push(where('invoice.issuedOn', '>=', filter.from))
    if (filter.to) all.push(where('invoice.issuedOn', '<=', filter.to))
    if (filter.patientId)
      all.push(where('invoice.patientId', '=', sql<string>`any(${fileIdArray(filter.patientId)})`))
    const typed = (filter.q ?? '').trim()
    if (typed !== '') {
      const byName = searchWords(typed).map((word) =>
        where('patient.searchKey', 'like', `%${escapeLike(word)}%`),
      )
      all.push(
        where.or([
          where('invoice.number', 'ilike', `%${escapeLike(typed)}%`),
          where('payer.name', 'ilike', `%${escapeLike(typed)}%`),
          ...(byName.length > 0 ? [where.and(byName)] : []),
        ]),
      )
    }
    return where.and(all)
  })
}

async function findRows(work: Work, filter: InvoiceFilter) {
  const query = baseQuery(work, filter)
    .select([
      'invoice.id',
      'invoice.kind',
      'invoice.status',
      'invoice.number',
      'invoice.series',
      'invoice.sequence',
      'patient.id as patientId',
      'patient.firstName',
      'patient.lastName',
      'payer.name as payerName',
      'invoice.issuedOn',
      'invoice.dueOn',
      'invoice.totalCents',
      'invoice.dueCents',
      'credit.id as creditId',
    ])
    .limit(PAGE_SIZE + 1)
  const [a, b] = readCursor(filter)
  switch (filter.view) {
    case 'unpaid': {
      const after = a && b && sql<SqlBool>`(invoice.due_on, invoice.id) > (${a}::date, ${b}::uuid)`
      return (after ? query.where(after) : query).orderBy('invoice.dueOn').orderBy('invoice.id').execute()
    }
    case 'draft':
      return (a ? query.where('invoice.id', '<', a) : query).orderBy('invoice.id', 'desc').execute()
    default: {
      const after = a && b && sql<SqlBool>`(invoice.series, invoice.sequence) < (${a}, ${b}::integer)`
      // Issued ones have a number; saying so lets the index of numbers serve the order (decision 0010).
      return (after ? query.where(after) : query)
        .where('invoice.sequence', '>=', 0)
        .orderBy('invoice.series', 'desc')
        .orderBy('invoice.sequence', 'desc')
        .execute()
    }
  }
}

/** Among issued documents a credit note takes away what its invoice had added. */
function signedTotal(view: InvoiceView) {
  return view === 'issued'
    ? sql<number>`case invoice.kind when 'creditNote' then -invoice.total_cents else invoice.total_cents end`
    : sql<number>`invoice.total_cents`
}

async function sumUp(
  work: Work,
  filter: InvoiceFilter,
): Promise<{ count: number; totalCents: number; dueCents: number }> {
  const row = await baseQuery(work, filter)
    .select((select) => [
      select.fn.countAll<number>().as('count'),
      select.fn.coalesce(select.fn.sum<number>(signedTotal(filter.view)), sql<number>`0`).as('totalCents'),
      select.fn.coalesce(select.fn.sum<number>('invoice.dueCents'), sql<number>`0`).as('dueCents'),
    ])
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), totalCents: Number(row.totalCents), dueCents: Number(row.dueCents) }
}

function cursorOf(
  view: InvoiceView,
  row: { id: string; dueOn: Temporal.PlainDate | null; series: string | null; sequence: number | null },
): string {
  switch (view) {
    case 'unpaid':
      return `${row.dueOn?.toString() ?? ''}_${row.id}`
    case 'draft':
      return row.id
    default:
      return `${row.series ?? ''}_${row.sequence ?? 0}`
  }
}

/** A cursor that grew old or was typed by hand shows the first page again. */
function readCursor(filter: InvoiceFilter): readonly [string?, string?] {
  const [a = '', b = ''] = (filter.cursor ?? '').split('_')
  switch (filter.view) {
    case 'unpaid':
      return /^\d{4}-\d{2}-\d{2}$/.test(a) && isId(b) ? [a, b] : []
    case 'draft':
      return isId(a) ? [a] : []
    default:
      return /^\d{4}$/.test(a) && /^\d{1,9}$/.test(b) ? [a, b] : []
  }
}
