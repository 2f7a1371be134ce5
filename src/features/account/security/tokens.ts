import { newId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { makeToken } from '#src/platform/login/token.ts'
import type { Work } from '#src/platform/work.ts'
import { apiTokenEvents } from '../events.ts'

export interface ApiToken {
  id: string
  name: string
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
  expiresAt: Temporal.Instant | null
}

export async function listApiTokens(work: Work, userId: string): Promise<ApiToken[]> {
  return work.tx
    .selectFrom('apiToken')
    .select(['id', 'name', 'createdAt', 'lastUsedAt', 'expiresAt'])
    .where('practiceId', '=', work.practiceId)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', work.now)]))
    .orderBy('createdAt', 'desc')
    .execute()
}

/** The token's text is answered here and kept nowhere. */
export async function createApiToken(
  work: Work,
  userId: string,
  input: { name: string; expiresInDays: number },
): Promise<ApiToken & { token: string }> {
  const token = makeToken(work.practiceId)
  const row = {
    id: newId(),
    name: input.name,
    createdAt: work.now,
    expiresAt: input.expiresInDays === 0 ? null : work.now.add({ hours: 24 * input.expiresInDays }),
  }
  await work.tx
    .insertInto('apiToken')
    .values({ ...row, userId, tokenHash: token.hash })
    .execute()
  work.record(apiTokenEvents.create, row.id, { expiresInDays: input.expiresInDays })
  return { ...row, lastUsedAt: null, token: token.text }
}

export async function revokeApiToken(work: Work, userId: string, tokenId: string): Promise<{ id: string }> {
  const revoked = await work.tx
    .updateTable('apiToken')
    .set((row) => ({ revokedAt: row.fn.coalesce('revokedAt', row.val(work.now)) }))
    .where('id', '=', tokenId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (revoked.numUpdatedRows === 0n) throw new NotFound('token')
  work.record(apiTokenEvents.revoke, tokenId)
  return { id: tokenId }
}
