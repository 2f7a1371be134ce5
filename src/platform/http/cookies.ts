import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Platform } from '../platform.ts'

/** `__Host-` and Secure only under https: a plain-http practice on its own machine must work too. */
function cookieName(platform: Platform, name: string): string {
  return platform.config.https ? `__Host-${name}` : name
}

export function readCookie(c: Context, platform: Platform, name: string): string | undefined {
  return getCookie(c, cookieName(platform, name))
}

/** HttpOnly, SameSite=Lax. `maxAgeSeconds` left out makes it end with the browser. */
export function writeCookie(
  c: Context,
  platform: Platform,
  name: string,
  value: string,
  maxAgeSeconds?: number,
): void {
  setCookie(c, cookieName(platform, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: platform.config.https,
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  })
}

/** A cookie that comes with an answer; without a value it is taken away. */
export interface Cookie {
  name: string
  value: string | undefined
  /** Left out: until the browser is closed. */
  maxAgeSeconds?: number
}

export function setCookies(c: Context, platform: Platform, cookies: readonly Cookie[]): void {
  for (const { name, value, maxAgeSeconds } of cookies) {
    if (value === undefined) clearCookie(c, platform, name)
    else writeCookie(c, platform, name, value, maxAgeSeconds)
  }
}

export function clearCookie(c: Context, platform: Platform, name: string): void {
  deleteCookie(c, cookieName(platform, name), { path: '/', secure: platform.config.https })
}
