import type { Database, OperatorTx } from '#src/db/database.ts'
import { isRefused } from '#src/domain/refusal.ts'
import {
  type DeclaredEvent,
  type FactTypes,
  type FactsArgument,
  type Happened,
  declaredFacts,
} from '../events/declare-events.ts'
import { appendOperatorAudit } from './audit.ts'

/** One piece of work of whoever runs the installation: it reaches their own tables and no practice's. */
export interface OperatorWork {
  tx: OperatorTx
  now: Temporal.Instant
  /** Who acts; null for the console, and for nobody who had logged in. */
  accountId: string | null
  /** Remembers an event; all of them are appended last, in this transaction. A refusal takes them back. */
  record<Types extends FactTypes>(
    event: DeclaredEvent<Types>,
    subjectId: string | null,
    ...facts: FactsArgument<Types>
  ): void
}

/** Runs `task` in one transaction of the operator's; a refusal rolls it back. */
export async function operatorWorkFor<T>(
  { db, clock }: { db: Database; clock(): Temporal.Instant },
  accountId: string | null,
  task: (work: OperatorWork) => Promise<T>,
): Promise<T> {
  const now = clock()
  return db.inOperator((tx) => completeOperatorWork({ tx, now, accountId }, task))
}

/** Builds the work, runs the task, appends its events. For the request layer and `operatorWorkFor` only. */
export async function completeOperatorWork<T, Extra extends object>(
  base: Omit<OperatorWork, 'record'> & Extra,
  task: (work: OperatorWork & Extra) => Promise<T>,
): Promise<T> {
  const happened: Happened[] = []
  const result = await task({
    ...base,
    record: (event, id, ...[facts = {}]) => {
      happened.push({ event, id, facts: declaredFacts(event, facts) })
    },
  })
  if (!isRefused(result) && happened.length > 0) await appendOperatorAudit(base, happened)
  return result
}
