import type { Context } from 'hono'
import type { Lang } from '../text.ts'

/** A client that asks for JSON, or sends it, is answered in JSON; a browser gets the page. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('text/html')) return false
  return accept.includes('application/json') || accept.includes('application/problem+json') || sendsJson(c)
}

export function sendsJson(c: Context): boolean {
  return (c.req.header('content-type') ?? '').toLowerCase().startsWith('application/json')
}

export function wantsEnglish(c: Context): boolean {
  return preferredLang(c) === 'en'
}

/** French unless the browser prefers English to it. */
export function preferredLang(c: Context): Lang {
  const ranked = (c.req.header('accept-language') ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
  const first = ranked.find((lang) => lang === 'fr' || lang === 'en')
  return first === 'en' ? 'en' : 'fr'
}

/** JSON with instants written in the practice's offset (ISO 8601). */
export function toJson(value: unknown, zone: string): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key]
    return original instanceof Temporal.Instant ? original.toString({ timeZone: zone }) : plain
  })
}
