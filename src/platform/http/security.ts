import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Platform } from '../platform.ts'
import { Forbidden } from './problem.ts'

// form-action names the two places a form of ours may be redirected to (payment, calendar consent).
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self' https://checkout.stripe.com https://accounts.google.com",
].join('; ')

export function securityHeaders(platform: Platform): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('X-Content-Type-Options', 'nosniff')
    if (platform.config.https) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    // What anyone may keep is a style sheet, a script, a typeface or a picture of ours: opened by itself it may do
    // nothing. The rest says what a page may do; on the eight such files of a first visit it would weigh as much as one.
    if (headers.get('Cache-Control')?.startsWith('public')) {
      headers.set('Content-Security-Policy', "default-src 'none'")
      return
    }
    headers.set('Content-Security-Policy', POLICY)
    headers.set('Referrer-Policy', 'same-origin')
    headers.set('X-Frame-Options', 'DENY')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    // A shared computer's back button must not show a patient after logout.
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  }
}

/** Refuses a write sent by another site, where the browser says so (Firefox 60 says neither). */
export function requireSameOrigin(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Forbidden('cross-site')
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null') {
    if (origin === 'null' && site === undefined) throw new Forbidden('opaque origin')
    return
  }
  const host = c.req.header('host')
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Forbidden('other origin')
}

/** Compares in constant time; lengths may differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
