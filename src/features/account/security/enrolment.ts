import type { Refused } from '#src/domain/refusal.ts'
import { findTotpStep, newTotpSecret, totpUri } from '#src/platform/login/totp.ts'
import type { Work } from '#src/platform/work.ts'
import { type PasswordRefusal, refuseWrongPassword } from './password-gate.ts'
import { burnStep, replaceRecoveryCodes, totpPlace } from '../login/second-factor.ts'
import { secondFactorEvents } from '../events.ts'

/** Makes a secret that nothing asks for until a first code has confirmed it. */
export async function startEnrolment(
  work: Work,
  userId: string,
): Promise<{ started: true } | Refused<'already-on'>> {
  const secret = newTotpSecret()
  const written = await work.tx
    .updateTable('userAccount')
    .set({ totpSecretSealed: await work.seal('practice', totpPlace(userId), secret), totpLastStep: 0 })
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is', null)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) return { refused: 'already-on' }
  work.record(secondFactorEvents.start, userId)
  return { started: true }
}

export interface Enrolment {
  secret: string
  uri: string
}

/** The secret that waits for its first code; undefined when none does. */
export async function findEnrolment(work: Work, userId: string): Promise<Enrolment | undefined> {
  const user = await work.tx
    .selectFrom('userAccount')
    .select(['identifier', 'totpSecretSealed'])
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is', null)
    .executeTakeFirst()
  if (!user?.totpSecretSealed) return undefined
  const secret = await work.unseal('practice', totpPlace(userId), user.totpSecretSealed)
  return { secret, uri: totpUri(secret, user.identifier) }
}

/** The first code proves that the phone has the secret; from now on logins ask for one. */
export async function confirmEnrolment(
  work: Work,
  userId: string,
  code: string,
): Promise<{ codes: string[] } | Refused<'wrong-code' | 'not-started'>> {
  const enrolment = await findEnrolment(work, userId)
  if (!enrolment) return { refused: 'not-started' }
  const step = await findTotpStep(enrolment.secret, code, work.now)
  if (step === undefined || !(await burnStep(work, userId, step))) return { refused: 'wrong-code' }
  const confirmed = await work.tx
    .updateTable('userAccount')
    .set({ totpConfirmedAt: work.now })
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is', null)
    .executeTakeFirst()
  if (confirmed.numUpdatedRows === 0n) return { refused: 'not-started' }
  work.record(secondFactorEvents.enable, userId)
  return { codes: await replaceRecoveryCodes(work, userId) }
}

/** Turning it off asks for the password: a session left open must not be enough. */
export async function stopSecondFactor(
  work: Work,
  userId: string,
  password: string,
): Promise<{ stopped: true } | PasswordRefusal | Refused<'not-on'>> {
  const refusal = await refuseWrongPassword(work, userId, password)
  if (refusal) return refusal
  const stopped = await work.tx
    .updateTable('userAccount')
    .set({ totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: 0 })
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is not', null)
    .executeTakeFirst()
  if (stopped.numUpdatedRows === 0n) return { refused: 'not-on' }
  await work.tx.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
  work.record(secondFactorEvents.disable, userId)
  return { stopped: true }
}

export async function renewRecoveryCodes(
  work: Work,
  userId: string,
  password: string,
): Promise<{ codes: string[] } | PasswordRefusal | Refused<'not-on'>> {
  const refusal = await refuseWrongPassword(work, userId, password)
  if (refusal) return refusal
  const user = await work.tx
    .selectFrom('userAccount')
    .select('id')
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is not', null)
    .executeTakeFirst()
  return user ? { codes: await replaceRecoveryCodes(work, userId) } : { refused: 'not-on' }
}
