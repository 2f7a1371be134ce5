import type { OperatorTx } from '#src/db/database.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Keyring } from '#src/platform/crypto/keyring.ts'
import type { Cookie } from '#src/platform/http/cookies.ts'
import { elsewhere } from '#src/platform/http/instead.ts'
import type { Stranger } from '#src/platform/http/stranger.ts'
import { findTotpStep, totpUri } from '#src/platform/login/totp.ts'
import {
  OPERATOR_COOKIE,
  type OpenOperatorSession,
  endOperatorSessions,
  findOperatorSession,
  openOperatorSession,
} from '#src/platform/operator/sessions.ts'
import { type OperatorWork, operatorWorkFor } from '#src/platform/operator/work.ts'
import { operatorEvents } from '../events.ts'
import { unsealTotp } from './log-in.ts'

/** Whose password was right and whose code is still to come; leads to the login where that is over. */
export async function requireAwaiting({ platform, cookie }: Stranger): Promise<OpenOperatorSession> {
  const asked = { now: platform.clock(), awaitingCode: true }
  const session = await platform.db.inOperator((tx) =>
    findOperatorSession(tx, cookie(OPERATOR_COOKIE), asked),
  )
  if (!session) throw elsewhere('/operateur/connexion')
  return session
}

/** What an authenticator application is given, once. */
export async function readEnrolment(
  { platform }: Stranger,
  { accountId, identifier }: OpenOperatorSession,
): Promise<{ secret: string; uri: string }> {
  const secret = await platform.db.inOperator((tx) => readSecret(tx, platform.keyring, accountId))
  return { secret, uri: totpUri(secret, identifier) }
}

/**
 * Takes a code, good once, and opens the whole session in place of the one that waited. The first code of an
 * account proves that the phone has the secret.
 */
export async function confirmCode(
  { platform }: Stranger,
  session: OpenOperatorSession,
  code: string,
): Promise<{ cookie: Cookie } | Refused<'wrong-code'>> {
  const { accountId, id } = session
  const opened = await operatorWorkFor(platform, accountId, async (work) => {
    const secret = await readSecret(work.tx, platform.keyring, accountId)
    const step = await findTotpStep(secret, code, work.now)
    if (step === undefined || !(await burnStep(work, accountId, step)))
      return { refused: 'wrong-code' as const }
    // Of two browsers with one session, the second finds it ended.
    if ((await endOperatorSessions(work.tx, { id }, work.now)) === 0)
      return { refused: 'wrong-code' as const }
    if (!session.isConfirmed) work.record(operatorEvents.enrol, accountId)
    const whole = await openOperatorSession(work.tx, { accountId, now: work.now, awaitingCode: false })
    work.record(operatorEvents['log-in'], whole.id)
    return { cookie: whole.cookie }
  })
  if (isRefused(opened)) {
    await operatorWorkFor(platform, null, async (work) =>
      work.record(operatorEvents.fail, accountId, { step: 'code' }),
    )
  }
  return opened
}

async function readSecret(tx: OperatorTx, keyring: Keyring, accountId: string): Promise<string> {
  const { totpSecretSealed } = await tx
    .selectFrom('operator.account')
    .select('totpSecretSealed')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (!totpSecretSealed) throw elsewhere('/operateur/connexion')
  return unsealTotp(keyring, accountId, totpSecretSealed)
}

/** One statement decides: of two requests with the same code, the second finds its step burnt. */
async function burnStep({ tx, now }: OperatorWork, accountId: string, step: number): Promise<boolean> {
  const burnt = await tx
    .updateTable('operator.account')
    .set((row) => ({
      totpLastStep: step,
      totpConfirmedAt: row.fn.coalesce('totpConfirmedAt', row.val(now)),
    }))
    .where('id', '=', accountId)
    .where('totpLastStep', '<', step)
    .executeTakeFirst()
  return burnt.numUpdatedRows === 1n
}
