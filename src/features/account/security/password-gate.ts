import { AsyncLocalStorage } from 'node:async_hooks'
import type { MiddlewareHandler } from 'hono'
import type { Refused } from '#src/domain/refusal.ts'
import type { AppEnv } from '#src/platform/http/app-env.ts'
import { readCookie } from '#src/platform/http/cookies.ts'
import { FREE_PER_ACCOUNT, claimAttempt, forgive } from '#src/platform/login/throttle.ts'
import { verifyPassword } from '#src/platform/login/password.ts'
import type { Work } from '#src/platform/work.ts'
import { presentedToken } from '../login/browser.ts'
import { workFor } from '#src/platform/work-for.ts'
import { passwordEvents } from '../events.ts'

export type WrongPassword = Refused<'wrong-password'>
/** `minutes` until the next try may be made, rounded up. */
export type TooManyTries = Refused<'too-many', { minutes: number }>
export type PasswordRefusal = WrongPassword | TooManyTries

interface Gate {
  /** No try is made before. */
  until: Temporal.Instant | undefined
  verdict?: 'right' | 'wrong'
  userId?: string
}

const gates = new AsyncLocalStorage<Gate>()

/**
 * A password that is asked again behind the login is guessed no faster than at the door: a session counts its
 * failures as a login does. The count stands outside of the transaction, which a refusal rolls back.
 */
export const countPasswordTries: MiddlewareHandler<AppEnv> = async (c, next) => {
  const token = presentedToken({ cookie: (name) => readCookie(c, c.var.platform, name) })
  if (c.req.method !== 'POST' || !token) return next()
  const { platform } = c.var
  const now = platform.clock()
  const key = `password-session:${token.hash.toString('hex')}`
  const counters = [{ key, free: FREE_PER_ACCOUNT }]
  const gate: Gate = { until: await platform.db.inDirectory((tx) => claimAttempt(tx, counters, now)) }
  await gates.run(gate, next)
  const { until, verdict, userId } = gate
  if (until) return c.header('Retry-After', String(Math.ceil(now.until(until).total('seconds'))))
  if (verdict !== 'wrong') {
    const kept = verdict === 'right' ? { cleared: [key], shared: [] } : { cleared: [], shared: [key] }
    return platform.db.inDirectory((tx) => forgive(tx, kept, now))
  }
  if (userId === undefined) return
  await workFor(platform, token.practiceId, { kind: 'user', id: userId }, async (work) =>
    work.record(passwordEvents.refuse, userId),
  )
}

/** Refuses what is not the user's password, asked again before what a borrowed session must not do. */
export async function refuseWrongPassword(
  work: Work,
  userId: string,
  password: string,
): Promise<PasswordRefusal | undefined> {
  const gate = gates.getStore()
  if (!gate) throw new Error('a password is asked for where nobody counts the tries')
  if (gate.until) {
    return { refused: 'too-many', minutes: Math.ceil(work.now.until(gate.until).total('minutes')) }
  }
  const user = await work.tx
    .selectFrom('userAccount')
    .select('passwordHash')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const isRight = await verifyPassword(user.passwordHash, password)
  gate.verdict = isRight ? 'right' : 'wrong'
  gate.userId = userId
  return isRight ? undefined : { refused: 'wrong-password' }
}
