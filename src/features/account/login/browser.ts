import type { AppContext } from '#src/platform/http/app-env.ts'
import { clearCookie, readCookie, writeCookie } from '#src/platform/http/cookies.ts'
import { SESSION_COOKIE } from '#src/platform/http/visit.ts'
import { clientAddress } from '#src/platform/login/address.ts'
import { DEVICE_COOKIE, DEVICE_COOKIE_SECONDS, makeDeviceCookie } from '#src/platform/login/device.ts'
import { CODE_LIFETIME, SESSION_LIFETIME, openSession } from '#src/platform/login/sessions.ts'
import { type Token, readToken } from '#src/platform/login/token.ts'
import { workFor } from '#src/platform/work.ts'
import type { CreatedPractice } from '../create-practice.ts'
import type { LoggedIn, Origin } from './log-in.ts'

export function originOf(c: AppContext): Origin {
  return {
    address: clientAddress(c),
    userAgent: c.req.header('user-agent') ?? '',
    deviceCookie: readCookie(c, c.var.platform, DEVICE_COOKIE),
  }
}

export function presentedToken(c: AppContext): Token | undefined {
  return readToken(readCookie(c, c.var.platform, SESSION_COOKIE) ?? '')
}

/** Gives the browser its new session; the one it came with ends, so nothing planted before lives on. */
export async function rememberLogin(c: AppContext, login: LoggedIn, isWhole: boolean): Promise<void> {
  const { platform } = c.var
  await revokePresented(c)
  const lifetime = isWhole ? SESSION_LIFETIME : CODE_LIFETIME
  writeCookie(c, platform, SESSION_COOKIE, login.token.text, lifetime.total('seconds'))
  if (!isWhole) return
  const device = await makeDeviceCookie(platform.keyring, login.account)
  writeCookie(c, platform, DEVICE_COOKIE, device, DEVICE_COOKIE_SECONDS)
}

/** Whoever has just made the practice is logged in. */
export async function openFirstSession(c: AppContext, created: CreatedPractice): Promise<void> {
  const { platform } = c.var
  const { practiceId, userId } = created
  const { address, userAgent } = originOf(c)
  const { session, passwordHash } = await workFor(
    platform,
    practiceId,
    { kind: 'user', id: userId },
    async (work) => {
      const { tx, now } = work
      const user = await tx
        .selectFrom('userAccount')
        .select('passwordHash')
        .where('id', '=', userId)
        .executeTakeFirstOrThrow()
      const opened = await openSession(tx, {
        practiceId,
        userId,
        now,
        userAgent,
        address,
        awaitingCode: false,
      })
      work.audit('login.succeed', { type: 'login', id: opened.id })
      return { session: opened, passwordHash: user.passwordHash }
    },
  )
  const account = { practiceId, userId, passwordHash, needsCode: false }
  await rememberLogin(c, { account, token: session.token }, true)
}

export function forgetSession(c: AppContext): void {
  clearCookie(c, c.var.platform, SESSION_COOKIE)
}

async function revokePresented(c: AppContext): Promise<void> {
  const token = presentedToken(c)
  if (!token) return
  const { db, clock } = c.var.platform
  await db.inPractice(token.practiceId, (tx) =>
    tx
      .updateTable('loginSession')
      .set({ revokedAt: clock() })
      .where('practiceId', '=', token.practiceId)
      .where('tokenHash', '=', token.hash)
      .where('revokedAt', 'is', null)
      .execute(),
  )
}
