import type { CompiledQuery } from 'kysely'
import type { Tx } from '#src/db/database.ts'
import { newId } from '#src/domain/ids.ts'

/** What one piece of work says of a subject: due at an instant, or, where that is null, no longer. */
export interface DueChange {
  kind: string
  subjectId: string
  at: Temporal.Instant | null
  urgent: boolean
}

/** The last word on each subject, in the order in which every transaction takes the rows. */
export function lastWords(changes: readonly DueChange[]): DueChange[] {
  const bySubject = new Map(changes.map((change) => [keyOf(change), change]))
  return [...bySubject.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/**
 * The statements that write it, at most two. A row that is there takes the new instant and a new id, and is free to be
 * handed out again, whatever became of the former asking.
 */
export function writeDue(tx: Tx, practiceId: string, changes: readonly DueChange[]): CompiledQuery[] {
  const rows = changes.flatMap(({ kind, subjectId, at, urgent }) =>
    at === null ? [] : [{ practiceId, id: newId(), kind, subjectId, dueAt: at, urgent }],
  )
  const taken = changes.filter(({ at }) => at === null)
  const statements: CompiledQuery[] = []
  if (taken.length > 0) statements.push(deleteDue(tx, practiceId, taken))
  if (rows.length > 0) {
    statements.push(
      tx
        .insertInto('cell.due')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['practiceId', 'kind', 'subjectId']).doUpdateSet((row) => ({
            id: row.ref('excluded.id'),
            dueAt: row.ref('excluded.dueAt'),
            urgent: row.ref('excluded.urgent'),
            leaseUntil: null,
            failedAt: null,
          })),
        )
        .compile(),
    )
  }
  return statements
}

function deleteDue(tx: Tx, practiceId: string, taken: readonly DueChange[]): CompiledQuery {
  return tx
    .deleteFrom('cell.due')
    .where('practiceId', '=', practiceId)
    .where((where) =>
      where.or(
        taken.map(({ kind, subjectId }) =>
          where.and([where('kind', '=', kind), where('subjectId', '=', subjectId)]),
        ),
      ),
    )
    .compile()
}

function keyOf({ kind, subjectId }: Pick<DueChange, 'kind' | 'subjectId'>): string {
  return `${kind} ${subjectId}`
}
