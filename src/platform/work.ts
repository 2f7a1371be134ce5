import type { Tx } from '#src/db/database.ts'
import type { Actor } from './audit/audit.ts'
import type { KeyOwner } from './crypto/keyring.ts'
import type { DataKey } from './crypto/seal.ts'
import type { DeclaredEvent, FactTypes, FactsArgument } from './events/declare-events.ts'
import type { Files } from './files/files.ts'

/**
 * One piece of work for one practice: a transaction, who acts, when, and where. Actions and queries take it
 * as their first argument, whether a page, a job or the demo calls them.
 */
export interface Work {
  tx: Tx
  practiceId: string
  actor: Actor
  now: Temporal.Instant
  /** The practice's time zone: every civil decision is made in it. */
  zone: string
  /** The civil date of `now` in that zone. */
  today: Temporal.PlainDate
  /** Encrypts a field for `owner`; `place` is `table.column:<row id>`. */
  seal(owner: KeyOwner, place: string, plain: string): Promise<Buffer>
  unseal(owner: KeyOwner, place: string, sealed: Buffer): Promise<string>
  /** A copy of the key that opens a field, for a thread that opens many; the thread wipes it. */
  lendKey(owner: KeyOwner, sealed: Buffer): Promise<DataKey>
  /** The practice's files, to be read. */
  files: Files
  /** Remembers an event; all of them are appended last, in this transaction. A refusal takes them back. */
  record<Types extends FactTypes>(
    event: DeclaredEvent<Types>,
    subjectId: string | null,
    ...facts: FactsArgument<Types>
  ): void
  /**
   * Has a subject handled as soon as this is committed: a due row of the transaction, one a kind and subject. Urgent is
   * what a person waits for.
   */
  enqueue(kind: string, subjectId: string, options?: { urgent?: boolean }): void
  /** Has it handled at `at`, and no longer when it was due before. */
  due(kind: string, subjectId: string, at: Temporal.Instant): void
  /** It is no longer due; what runs already finds its row gone. */
  takeBack(kind: string, subjectId: string): void
}
