import { createHash } from 'node:crypto'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { normalizeIdentifier } from '#src/platform/login/identifier.ts'
import { hashPassword } from '#src/platform/login/password.ts'
import { plainCode, randomCode } from '#src/platform/login/recovery-codes.ts'
import { type WeakPassword, refuseWeakPassword } from '#src/platform/login/strong-password.ts'
import { endOperatorSessions } from '#src/platform/operator/sessions.ts'
import { type OperatorWork, operatorWorkFor } from '#src/platform/operator/work.ts'
import type { Platform } from '#src/platform/platform.ts'
import { operatorEvents } from '../events.ts'

/** How long the console's code waits to be used. */
const CODE_LIFETIME = Temporal.Duration.from({ hours: 24 })

/** Makes the account of somebody who runs the installation; answers the one-time code that sets its password. */
export async function createOperator(
  platform: Platform,
  typed: string,
): Promise<{ code: string } | Refused<'taken' | 'no-identifier'>> {
  const identifier = normalizeIdentifier(typed)
  if (identifier === '') return { refused: 'no-identifier' }
  const { code, ...access } = newAccess(platform.clock())
  return operatorWorkFor(platform, null, async (work) => {
    const id = newId()
    const made = await work.tx
      .insertInto('operator.account')
      .values({ id, identifier, createdAt: work.now, ...access })
      .onConflict((conflict) => conflict.column('identifier').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return { refused: 'taken' as const }
    work.record(operatorEvents.create, id)
    return { code }
  })
}

/** For a lost phone or password: both are forgotten, every session ends, and a new code sets them anew. */
export async function renewOperator(
  platform: Platform,
  typed: string,
): Promise<{ code: string } | Refused<'unknown'>> {
  const { code, ...access } = newAccess(platform.clock())
  return operatorWorkFor(platform, null, async (work) => {
    const account = await work.tx
      .updateTable('operator.account')
      .set({ passwordHash: null, totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: 0, ...access })
      .where('identifier', '=', normalizeIdentifier(typed))
      .returning('id')
      .executeTakeFirst()
    if (!account) return { refused: 'unknown' as const }
    await endOperatorSessions(work.tx, { accountId: account.id }, work.now)
    work.record(operatorEvents.renew, account.id)
    return { code }
  })
}

/** Chooses the password with the console's code, once. */
export async function takeAccess(
  work: OperatorWork,
  input: { identifier: string; code: string; password: string },
): Promise<{ id: string } | Refused<'wrong-access'> | WeakPassword> {
  const weak = refuseWeakPassword(input.password, input.identifier)
  if (weak) return weak
  const taken = await work.tx
    .updateTable('operator.account')
    .set({ accessCodeHash: null, accessCodeUntil: null })
    .where('identifier', '=', input.identifier)
    .where('accessCodeHash', '=', hashAccessCode(input.code))
    .where('accessCodeUntil', '>', work.now)
    .returning('id')
    .executeTakeFirst()
  if (!taken) return { refused: 'wrong-access' }
  const passwordHash = await hashPassword(input.password)
  await work.tx.updateTable('operator.account').set({ passwordHash }).where('id', '=', taken.id).execute()
  work.record(operatorEvents['take-access'], taken.id)
  return taken
}

function newAccess(now: Temporal.Instant) {
  const code = randomCode(3, 4).toUpperCase()
  return { code, accessCodeHash: hashAccessCode(code), accessCodeUntil: now.add(CODE_LIFETIME) }
}

/** The same for every way of typing it. 58 random bits, good for one use, need no slow hash. */
function hashAccessCode(typed: string): Buffer {
  return createHash('sha256')
    .update(`operator-access:${plainCode(typed)}`)
    .digest()
}
