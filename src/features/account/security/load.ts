import type { Visit } from '#src/platform/http/visit.ts'
import { type OpenSession, listOpenSessions } from './sessions.ts'
import { type ApiToken, listApiTokens } from './tokens.ts'

export interface SecurityState {
  identifier: string
  secondFactorSince: Temporal.Instant | null
  recoveryCodesLeft: number
  sessions: OpenSession[]
  tokens: ApiToken[]
}

export async function loadSecurity(visit: Visit): Promise<SecurityState> {
  const { tx, user } = visit
  const account = await tx
    .selectFrom('userAccount')
    .select((row) => [
      'totpConfirmedAt',
      row
        .selectFrom('recoveryCode')
        .select((code) => code.fn.countAll<number>().as('count'))
        .whereRef('recoveryCode.userId', '=', 'userAccount.id')
        .where('recoveryCode.usedAt', 'is', null)
        .as('codesLeft'),
    ])
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow()
  return {
    identifier: user.identifier,
    secondFactorSince: account.totpConfirmedAt,
    recoveryCodesLeft: Number(account.codesLeft ?? 0),
    sessions: await listOpenSessions(visit, user.id, visit.loginSessionId),
    tokens: await listApiTokens(visit, user.id),
  }
}
