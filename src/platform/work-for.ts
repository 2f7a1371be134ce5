import type { AtEnd } from '#src/db/database.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { type Actor, appendAudit } from './audit/audit.ts'
import { type DueChange, lastWords, writeDue } from './due/write-due.ts'
import { type Happened, declaredFacts } from './events/declare-events.ts'
import { type ReactingWork, runReactions } from './events/reactions.ts'
import { filesOf } from './files/files.ts'
import type { Platform } from './platform.ts'
import type { Work } from './work.ts'

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

/**
 * Builds the work, runs the task and what follows from its events, writes what became due, appends the events. For the
 * request layer and `workFor` only.
 */
export async function completeWork<T, Extra extends object>(
  platform: Platform,
  base: Pick<Work, 'tx' | 'practiceId' | 'actor' | 'now' | 'zone'> & Extra,
  atEnd: AtEnd,
  task: (work: Work & Extra) => Promise<T>,
): Promise<T> {
  const happened: Happened[] = []
  const changes: DueChange[] = []
  const change = (kind: string, subjectId: string, at: Temporal.Instant | null, urgent = false): void => {
    if (!platform.due.kinds.has(kind)) throw new TypeError(`no feature declares the due kind "${kind}"`)
    changes.push({ kind, subjectId, at, urgent })
  }
  const { tx, practiceId, actor, now, zone } = base
  const reacting: ReactingWork = {
    tx,
    practiceId,
    actor,
    now,
    zone,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    seal: (owner, place, plain) => platform.keyring.seal(practiceId, owner, place, plain),
    unseal: async (owner, place, sealed) =>
      (await platform.keyring.unseal(practiceId, owner, place, sealed)).toString('utf8'),
    lendKey: (owner, sealed) => platform.keyring.lend(practiceId, owner, sealed),
    files: filesOf(platform, practiceId),
    enqueue: (kind, subjectId, options) => change(kind, subjectId, now, options?.urgent),
    due: (kind, subjectId, at) => change(kind, subjectId, at),
    takeBack: (kind, subjectId) => change(kind, subjectId, null),
  }
  const result = await task({
    ...base,
    ...reacting,
    record: (event, id, ...[facts = {}]) => {
      happened.push({ event, id, facts: declaredFacts(event, facts) })
    },
  })
  // A refusal rolls back: what it would have recorded did not happen.
  if (isRefused(result)) return result
  await runReactions(platform.house.reactions, reacting, happened)
  for (const statement of writeDue(tx, practiceId, lastWords(changes))) atEnd(statement, platform.due.ring)
  if (happened.length > 0) atEnd(appendAudit(actor, now, happened))
  return result
}
