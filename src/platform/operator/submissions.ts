import type { Submissions } from '../http/submission.ts'
import type { OperatorWork } from './work.ts'

/** What an operator sent, remembered in their own schema. */
export function operatorSubmissions({ tx, now }: OperatorWork, accountId: string): Submissions {
  return {
    async claim(id, route) {
      const claimed = await tx
        .insertInto('operator.submission')
        .values({ id, accountId, route, createdAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (claimed) return 'claimed'
      const first = await tx
        .selectFrom('operator.submission')
        .select(['accountId', 'route', 'status', 'location'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!first || first.accountId !== accountId || first.route !== route) return 'reused'
      return { status: first.status ?? 200, location: first.location ?? '/operateur' }
    },
    async record(id, answer) {
      await tx.updateTable('operator.submission').set(answer).where('id', '=', id).execute()
    },
  }
}
