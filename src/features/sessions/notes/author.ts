import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'

/** The account that writes: the visitor's, the acting user's, else (a command, the demo) the practice's first. */
export async function authorOf(work: Work & Partial<Pick<Visit, 'user'>>): Promise<string> {
  if (work.user) return work.user.id
  if (work.actor.kind === 'user' && work.actor.id !== null) return work.actor.id
  const account = await work.tx
    .selectFrom('userAccount')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirstOrThrow()
  return account.id
}
