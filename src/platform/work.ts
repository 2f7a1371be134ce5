import type { AtEnd, Tx } from '#src/db/database.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { type Actor, type AuditEvent, type Facts, appendAudit } from './audit/audit.ts'
import type { KeyOwner } from './crypto/keyring.ts'
import type { DataKey } from './crypto/seal.ts'
import { type DueChange, lastWords, writeDue } from './due/write-due.ts'
import { type Files, filesOf } from './files/files.ts'
import type { Platform } from './platform.ts'

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
  /** Remembers an event; all of them are appended last, in this transaction. */
  audit(action: string, subject: { type: string; id: string | null }, facts?: Facts): void
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

/** Runs `task` for a practice outside any request: jobs, commands, the demo. */
export async function workFor<T>(
  platform: Platform,
  practiceId: string,
  actor: Actor,
  task: (work: Work) => Promise<T>,
  now: Temporal.Instant = platform.clock(),
): Promise<T> {
  return platform.db.inPractice(practiceId, async (tx, atEnd) => {
    const practice = await tx.selectFrom('practice').select('timeZone').executeTakeFirstOrThrow()
    return completeWork(platform, { tx, practiceId, actor, now, zone: practice.timeZone }, atEnd, task)
  })
}

/** Builds the work, runs the task, writes what became due, appends its audit events. For the request layer and `workFor` only. */
export async function completeWork<T, Extra extends object>(
  platform: Platform,
  base: Pick<Work, 'tx' | 'practiceId' | 'actor' | 'now' | 'zone'> & Extra,
  atEnd: AtEnd,
  task: (work: Work & Extra) => Promise<T>,
): Promise<T> {
  const events: AuditEvent[] = []
  const changes: DueChange[] = []
  const change = (kind: string, subjectId: string, at: Temporal.Instant | null, urgent = false): void => {
    if (!platform.due.kinds.has(kind)) throw new TypeError(`no feature declares the due kind "${kind}"`)
    changes.push({ kind, subjectId, at, urgent })
  }
  const { tx, practiceId, now, zone } = base
  const result = await task({
    ...base,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    seal: (owner, place, plain) => platform.keyring.seal(practiceId, owner, place, plain),
    unseal: async (owner, place, sealed) =>
      (await platform.keyring.unseal(practiceId, owner, place, sealed)).toString('utf8'),
    lendKey: (owner, sealed) => platform.keyring.lend(practiceId, owner, sealed),
    files: filesOf(platform, practiceId),
    audit: (action, subject, facts = {}) => {
      events.push({ action, subjectType: subject.type, subjectId: subject.id, facts })
    },
    enqueue: (kind, subjectId, options) => change(kind, subjectId, now, options?.urgent),
    due: (kind, subjectId, at) => change(kind, subjectId, at),
    takeBack: (kind, subjectId) => change(kind, subjectId, null),
  })
  // A refusal rolls back: what it would have recorded did not happen.
  if (isRefused(result)) return result
  for (const statement of writeDue(tx, practiceId, lastWords(changes))) atEnd(statement, platform.due.ring)
  if (events.length > 0) atEnd(appendAudit(base.actor, now, events))
  return result
}
