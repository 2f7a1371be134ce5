import { sql } from '#src/db/sql.ts'
import { fileIdArray } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import type { Debt } from './allocation.ts'

export interface OpenInvoice extends Debt {
  patientId: string
  number: string
  issuedOn: Temporal.PlainDate
  dueOn: Temporal.PlainDate
  totalCents: number
}

/**
 * Locks what this patient owes, and the invoices named besides, always in the order of their ids so that two
 * payments never wait for each other in a circle. Answers the issued ones, oldest debt first, paid ones included
 * where they were named.
 */
export async function lockDebts(
  work: Work,
  patientId: string,
  named: readonly string[],
): Promise<OpenInvoice[]> {
  const files = filesOf(patientId)
  // A row that had to be waited for comes back as it is now, not as it was before the wait.
  const rows = await debtsOf(work)
    .where((where) =>
      where.or([
        where.and([where('patientId', '=', files), where('dueCents', '>', 0)]),
        ...(named.length > 0 ? [where('id', 'in', named)] : []),
      ]),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return inOrder(rows)
}

/** The debts of a patient, oldest first, without locking: for a form. */
export async function findDebts(work: Work, patientId: string): Promise<OpenInvoice[]> {
  const rows = await debtsOf(work)
    .where('practiceId', '=', work.practiceId)
    .where('patientId', '=', filesOf(patientId))
    .where('dueCents', '>', 0)
    .execute()
  return inOrder(rows)
}

function debtsOf(work: Work) {
  return work.tx
    .selectFrom('invoice')
    .select(['id', 'patientId', 'number', 'issuedOn', 'dueOn', 'totalCents', 'dueCents'])
    .where('status', '=', 'issued')
    .where('kind', '=', 'invoice')
}

type Row = Awaited<ReturnType<ReturnType<typeof debtsOf>['execute']>>[number]

function inOrder(rows: readonly Row[]): OpenInvoice[] {
  return rows
    .flatMap(({ id, number, issuedOn, dueOn, ...row }) =>
      number === null || issuedOn === null || dueOn === null
        ? []
        : [{ invoiceId: id, number, issuedOn, dueOn, ...row }],
    )
    .sort(byAge)
}

/** The file and those merged into it: a debt made before a merge is still this person's. */
function filesOf(patientId: string) {
  return sql<string>`any(${fileIdArray(patientId)})`
}

function byAge(a: OpenInvoice, b: OpenInvoice): number {
  return Temporal.PlainDate.compare(a.dueOn, b.dueOn) || (a.invoiceId < b.invoiceId ? -1 : 1)
}
