import { createHash } from 'node:crypto'
import { isId } from '#src/domain/ids.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import type { Visit } from './visit.ts'

/** The first answer of a submission that comes again. */
export interface FirstAnswer {
  status: number
  location: string
}

/**
 * The id under which this request is done once: the form's `submissionId`, or a uuid made of the
 * `Idempotency-Key`. undefined when the client sent none.
 */
export function submissionIdOf(c: AppContext, body: Body): string | undefined {
  const typed = body.kind === 'form' ? body.typed.get('submissionId')?.[0] : undefined
  const key = c.req.header('idempotency-key') ?? typed
  if (key === undefined || key === '') return undefined
  if (isId(key)) return key
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Claims the submission in this transaction. A concurrent repeat waits here for the first one to finish, then
 * gets its answer; a key already used for something else is refused.
 */
export async function claimSubmission(
  visit: Visit,
  id: string,
  route: string,
): Promise<'claimed' | 'reused' | FirstAnswer> {
  const claimed = await visit.tx
    .insertInto('submission')
    .values({ id, userId: visit.user.id, route, createdAt: visit.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (claimed) return 'claimed'
  const first = await visit.tx
    .selectFrom('submission')
    .select(['userId', 'route', 'status', 'location'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!first || first.userId !== visit.user.id || first.route !== route) return 'reused'
  return { status: first.status ?? 200, location: first.location ?? '/' }
}

export async function recordAnswer(visit: Visit, id: string, answer: FirstAnswer): Promise<void> {
  await visit.tx.updateTable('submission').set(answer).where('id', '=', id).execute()
}
