import { newId } from '#src/domain/ids.ts'
import { hashRecoveryCode, newRecoveryCodes } from '#src/platform/login/recovery-codes.ts'
import { findTotpStep } from '#src/platform/login/totp.ts'
import type { Work } from '#src/platform/work.ts'
import { recoveryCodeEvents } from '../events.ts'

export function totpPlace(userId: string): string {
  return `user_account.totp_secret_sealed:${userId}`
}

/** Whether this is a code of the user's confirmed application that was not used before; it is used now. */
export async function useTotpCode(work: Work, userId: string, typed: string): Promise<boolean> {
  const user = await work.tx
    .selectFrom('userAccount')
    .select('totpSecretSealed')
    .where('id', '=', userId)
    .where('totpConfirmedAt', 'is not', null)
    .executeTakeFirst()
  if (!user?.totpSecretSealed) return false
  const secret = await work.unseal('practice', totpPlace(userId), user.totpSecretSealed)
  const step = await findTotpStep(secret, typed, work.now)
  return step !== undefined && (await burnStep(work, userId, step))
}

/** One statement decides: of two requests with the same code, the second finds its step burnt. */
export async function burnStep(work: Work, userId: string, step: number): Promise<boolean> {
  const burnt = await work.tx
    .updateTable('userAccount')
    .set({ totpLastStep: step })
    .where('id', '=', userId)
    .where('totpLastStep', '<', step)
    .executeTakeFirst()
  return burnt.numUpdatedRows === 1n
}

export async function useRecoveryCode(work: Work, userId: string, typed: string): Promise<boolean> {
  const used = await work.tx
    .updateTable('recoveryCode')
    .set({ usedAt: work.now })
    .where('userId', '=', userId)
    .where('codeHash', '=', hashRecoveryCode(userId, typed))
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  if (used.numUpdatedRows !== 1n) return false
  work.record(recoveryCodeEvents.use, userId)
  return true
}

/** Ten new codes in place of all former ones; their text is answered here and kept nowhere. */
export async function replaceRecoveryCodes(work: Work, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await work.tx.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
  await work.tx
    .insertInto('recoveryCode')
    .values(codes.map((code) => ({ id: newId(), userId, codeHash: hashRecoveryCode(userId, code) })))
    .execute()
  work.record(recoveryCodeEvents.renew, userId, { count: codes.length })
  return codes
}
