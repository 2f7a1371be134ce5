import type { Refused } from '#src/domain/refusal.ts'
import { addressKey } from '#src/platform/login/address.ts'
import { type DeviceOwner, readDeviceCookie } from '#src/platform/login/device.ts'
import { identifierKey } from '#src/platform/login/identifier.ts'
import { DECOY_HASH, verifyPassword } from '#src/platform/login/password.ts'
import { openSession } from '#src/platform/login/sessions.ts'
import {
  type Counter,
  FREE_PER_ACCOUNT,
  FREE_PER_ADDRESS,
  claimAttempt,
  forgive,
} from '#src/platform/login/throttle.ts'
import type { Token } from '#src/platform/login/token.ts'
import type { Platform } from '#src/platform/platform.ts'
import { workFor } from '#src/platform/work-for.ts'
import { loginEvents } from '../events.ts'

/** Where a try to log in comes from. */
export interface Origin {
  address: string
  userAgent: string
  deviceCookie: string | undefined
}

export interface Account extends DeviceOwner {
  needsCode: boolean
}

/** `seconds` until the next try may be made. */
export type TooMany = Refused<'too-many', { seconds: number }>

export interface LoggedIn {
  account: Account
  token: Token
}

/**
 * Checks identifier and password and opens a session, which waits for a code where there is a second
 * factor. An unknown identifier and a wrong password are the same refusal and take the same time.
 */
export async function logIn(
  platform: Platform,
  input: { identifier: string; password: string },
  origin: Origin,
): Promise<LoggedIn | Refused<'wrong-login'> | TooMany> {
  const now = platform.clock()
  const account = await findAccount(platform, input.identifier)
  const counters = await countersOf(platform, 'login', identifierKey(input.identifier), account, origin)
  const until = await platform.db.inDirectory((tx) => claimAttempt(tx, counters, now))
  if (until) return tooMany(now, until)
  const isRight = await verifyPassword(account?.passwordHash ?? DECOY_HASH, input.password)
  if (!account || !isRight) {
    if (account) await recordFailure(platform, account, 'password')
    return { refused: 'wrong-login' }
  }
  await forgiveCounters(platform, counters)
  const { practiceId, userId } = account
  const { address, userAgent } = origin
  const session = await workFor(platform, practiceId, { kind: 'user', id: userId }, async (work) => {
    const opened = await openSession(work.tx, {
      practiceId,
      userId,
      now,
      userAgent,
      address,
      awaitingCode: account.needsCode,
    })
    if (!account.needsCode) work.record(loginEvents.succeed, opened.id)
    return opened
  })
  return { account, token: session.token }
}

export function tooMany(now: Temporal.Instant, until: Temporal.Instant): TooMany {
  return { refused: 'too-many', seconds: Math.max(1, Math.ceil(now.until(until).total('seconds'))) }
}

export async function findAccount(platform: Platform, identifier: string): Promise<Account | undefined> {
  const login = await platform.db.inDirectory((tx) =>
    tx
      .selectFrom('directory.login')
      .select(['practiceId', 'userId'])
      .where('identifier', '=', identifier)
      .executeTakeFirst(),
  )
  if (!login) return undefined
  const user = await platform.db.inPractice(login.practiceId, (tx) =>
    tx
      .selectFrom('userAccount')
      .select(['passwordHash', 'totpConfirmedAt'])
      .where('id', '=', login.userId)
      .executeTakeFirst(),
  )
  if (!user) return undefined
  const { practiceId, userId } = login
  return { practiceId, userId, passwordHash: user.passwordHash, needsCode: user.totpConfirmedAt !== null }
}

/**
 * A browser that has logged in before counts for itself; all others share the account's counter and their
 * address's. So whoever fills those two keeps out himself, not the owner.
 */
export async function countersOf(
  platform: Platform,
  step: 'login' | 'code',
  subject: string,
  account: DeviceOwner | undefined,
  origin: Origin,
): Promise<Counter[]> {
  const device = account ? await readDeviceCookie(platform.keyring, account, origin.deviceCookie) : undefined
  if (device) return [{ key: `${step}-device:${device}`, free: FREE_PER_ACCOUNT }]
  return [
    { key: `${step}-account:${subject}`, free: FREE_PER_ACCOUNT },
    { key: `address:${addressKey(origin.address)}`, free: FREE_PER_ADDRESS },
  ]
}

export async function forgiveCounters(platform: Platform, counters: readonly Counter[]): Promise<void> {
  const isShared = (key: string): boolean => key.startsWith('address:')
  const keys = counters.map((counter) => counter.key)
  await platform.db.inDirectory((tx) =>
    forgive(
      tx,
      { cleared: keys.filter((key) => !isShared(key)), shared: keys.filter(isShared) },
      platform.clock(),
    ),
  )
}

/** In a transaction of its own: the try itself is refused and leaves nothing. */
export async function recordFailure(
  platform: Platform,
  account: { practiceId: string; userId: string },
  step: 'password' | 'code',
): Promise<void> {
  await workFor(platform, account.practiceId, { kind: 'visitor', id: null }, async (work) =>
    work.record(loginEvents.fail, account.userId, { step }),
  )
}
