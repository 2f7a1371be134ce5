import type { Cookie } from '#src/platform/http/cookies.ts'
import type { Stranger } from '#src/platform/http/stranger.ts'
import { SESSION_COOKIE } from '#src/platform/http/visit.ts'
import { DEVICE_COOKIE, DEVICE_COOKIE_SECONDS, makeDeviceCookie } from '#src/platform/login/device.ts'
import { CODE_LIFETIME, SESSION_LIFETIME, openSession } from '#src/platform/login/sessions.ts'
import { type Token, readToken } from '#src/platform/login/token.ts'
import type { CreatedPractice } from '../create-practice.ts'
import type { LoggedIn, Origin } from './log-in.ts'
import { workFor } from '#src/platform/work-for.ts'
import { loginEvents } from '../events.ts'

export function originOf({ address, userAgent, cookie }: Stranger): Origin {
  return { address, userAgent, deviceCookie: cookie(DEVICE_COOKIE) }
}

export function presentedToken({ cookie }: Pick<Stranger, 'cookie'>): Token | undefined {
  return readToken(cookie(SESSION_COOKIE) ?? '')
}

/** A login with the cookies that give it to the browser. */
export interface OpenedLogin {
  account: LoggedIn['account']
  /** Nothing is missing: neither password nor code. */
  isWhole: boolean
  cookies: readonly Cookie[]
}

/** Gives the browser its new session; the one it came with ends, so nothing planted before lives on. */
export async function rememberLogin(
  stranger: Stranger,
  { account, token }: LoggedIn,
  isWhole: boolean,
): Promise<OpenedLogin> {
  await revokePresented(stranger)
  const maxAgeSeconds = (isWhole ? SESSION_LIFETIME : CODE_LIFETIME).total('seconds')
  const session = { name: SESSION_COOKIE, value: token.text, maxAgeSeconds }
  if (!isWhole) return { account, isWhole, cookies: [session] }
  const value = await makeDeviceCookie(stranger.platform.keyring, account)
  const device = { name: DEVICE_COOKIE, value, maxAgeSeconds: DEVICE_COOKIE_SECONDS }
  return { account, isWhole, cookies: [session, device] }
}

/** Whoever has just made the practice is logged in. */
export async function openFirstSession(stranger: Stranger, created: CreatedPractice): Promise<OpenedLogin> {
  const { practiceId, userId } = created
  const { platform, address, userAgent } = stranger
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
      work.record(loginEvents.succeed, opened.id)
      return { session: opened, passwordHash: user.passwordHash }
    },
  )
  const account = { practiceId, userId, passwordHash, needsCode: false }
  return rememberLogin(stranger, { account, token: session.token }, true)
}

/** Takes the session out of the browser. */
export const FORGOTTEN_SESSION: Cookie = { name: SESSION_COOKIE, value: undefined }

async function revokePresented(stranger: Stranger): Promise<void> {
  const token = presentedToken(stranger)
  if (!token) return
  const { db, clock } = stranger.platform
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
