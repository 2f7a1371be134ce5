import { createHash } from 'node:crypto'
import { sql } from '#src/db/sql.ts'
import { isId } from '#src/domain/ids.ts'
import type { Sweep } from '../due/index.ts'
import type { Work } from '../work.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'

/** The first answer of a submission that comes again. */
export interface FirstAnswer {
  status: number
  location: string
}

/** What was sent through one door, remembered in the transaction of whoever entered by it. */
export interface Submissions {
  /**
   * Claims the submission in this transaction. A concurrent repeat waits here for the first one to finish, then
   * gets its answer; a key already used for something else, or by somebody else, is refused.
   */
  claim(id: string, route: string): Promise<'claimed' | 'reused' | FirstAnswer>
  record(id: string, answer: FirstAnswer): Promise<void>
}

/** Whose submission it is: nobody else is told its answer. */
export interface Sender {
  kind: 'user' | 'visitor'
  id: string | null
}

/**
 * The id under which this request is done once: the form's `submissionId`, or a uuid made of the
 * `Idempotency-Key`. undefined when the client sent none.
 */
export function submissionIdOf(c: AppContext, body: Body): string | undefined {
  const typed = body.kind === 'form' ? body.typed.get('submissionId')?.[0] : undefined
  const key = c.req.header('idempotency-key') ?? typed
  if (key === undefined || key === '') return undefined
  return isId(key) ? key : idFromText(key)
}

/** The same uuid for the same text; nobody can make one for another text. */
export function idFromText(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The submissions of the practice entered. */
export function submissionsIn(
  { tx, now, practiceId }: Pick<Work, 'tx' | 'now' | 'practiceId'>,
  sender: Sender,
): Submissions {
  return {
    async claim(id, route) {
      const claimed = await tx
        .insertInto('submission')
        .values({ id, actorKind: sender.kind, actorId: sender.id, route, createdAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (claimed) return 'claimed'
      const first = await tx
        .selectFrom('submission')
        .select(['actorKind', 'actorId', 'route', 'status', 'location'])
        .where('practiceId', '=', practiceId)
        .where('id', '=', id)
        .executeTakeFirst()
      const isTheirs = first?.actorKind === sender.kind && first.actorId === sender.id
      if (!isTheirs || first.route !== route) return 'reused'
      return { status: first.status ?? 200, location: first.location ?? '/' }
    },
    async record(id, answer) {
      await tx
        .updateTable('submission')
        .set(answer)
        .where('practiceId', '=', practiceId)
        .where('id', '=', id)
        .execute()
    },
  }
}

export const sweepSubmissions: Sweep = {
  name: 'submissions',
  every: { days: 1 },
  olderThan: { days: 30 },
  reason: 'a form sent again answers its first result; nobody sends one again after a month',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`
      delete from submission where practice_id = ${practiceId} and id in (
        select id from submission where practice_id = ${practiceId} and created_at < ${before} limit ${most})`.execute(
      tx,
    ),
}
