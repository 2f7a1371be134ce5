import type { Refused } from '#src/domain/refusal.ts'
import type { Keyring } from '#src/platform/crypto/keyring.ts'
import type { Cookie } from '#src/platform/http/cookies.ts'
import { DECOY_HASH, verifyPassword } from '#src/platform/login/password.ts'
import { newTotpSecret } from '#src/platform/login/totp.ts'
import { openOperatorSession } from '#src/platform/operator/sessions.ts'
import { operatorWorkFor } from '#src/platform/operator/work.ts'
import type { Platform } from '#src/platform/platform.ts'
import { operatorEvents } from '../events.ts'

/** Under which the installation's own secrets are sealed: no practice has this id. */
const INSTALLATION = '00000000-0000-0000-0000-000000000000'

export function sealTotp(keyring: Keyring, accountId: string, secret: string): Promise<Buffer> {
  return keyring.seal(INSTALLATION, 'practice', totpPlace(accountId), secret)
}

export async function unsealTotp(keyring: Keyring, accountId: string, sealed: Buffer): Promise<string> {
  const opened = await keyring.unseal(INSTALLATION, 'practice', totpPlace(accountId), sealed)
  return opened.toString('utf8')
}

function totpPlace(accountId: string): string {
  return `operator.account.totp_secret_sealed:${accountId}`
}

/**
 * Checks identifier and password. What opens is a session that waits for the second factor, which is made here where
 * there is none yet: without it nothing else opens.
 */
export async function logIn(
  platform: Platform,
  input: { identifier: string; password: string },
): Promise<{ cookie: Cookie; needsEnrolment: boolean } | Refused<'wrong-login'>> {
  const account = await platform.db.inOperator((tx) =>
    tx
      .selectFrom('operator.account')
      .select(['id', 'passwordHash', 'totpConfirmedAt'])
      .where('identifier', '=', input.identifier)
      .executeTakeFirst(),
  )
  const isRight = await verifyPassword(account?.passwordHash ?? DECOY_HASH, input.password)
  if (!account?.passwordHash || !isRight) {
    if (account) {
      await operatorWorkFor(platform, null, async (work) =>
        work.record(operatorEvents.fail, account.id, { step: 'password' }),
      )
    }
    return { refused: 'wrong-login' }
  }
  const needsEnrolment = account.totpConfirmedAt === null
  const secret = needsEnrolment ? await sealTotp(platform.keyring, account.id, newTotpSecret()) : undefined
  return operatorWorkFor(platform, account.id, async ({ tx, now }) => {
    if (secret) {
      // The one that a phone may have scanned already stays: it is confirmed by its first code, or never.
      await tx
        .updateTable('operator.account')
        .set({ totpSecretSealed: secret })
        .where('id', '=', account.id)
        .where('totpSecretSealed', 'is', null)
        .execute()
    }
    const { cookie } = await openOperatorSession(tx, { accountId: account.id, now, awaitingCode: true })
    return { cookie, needsEnrolment }
  })
}
