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
  return JSON.stringify(withOffsets(value, zone))
}

/**
 * The value with its instants as text; whatever holds none is itself. A replacer would be called for every field of
 * every row, which costs more than the writing.
 */
function withOffsets(value: unknown, zone: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Temporal.Instant) return value.toString({ timeZone: zone })
  if (Array.isArray(value)) {
    let changed: unknown[] | undefined
    for (let at = 0; at < value.length; at++) {
      const inner: unknown = value[at]
      const written = withOffsets(inner, zone)
      if (written !== inner) (changed ??= [...value])[at] = written
    }
    return changed ?? value
  }
  // What writes itself (a date, an amount of time) holds no instant of ours.
  if ('toJSON' in value) return value
  let changed: Record<string, unknown> | undefined
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key]
    const written = withOffsets(inner, zone)
    if (written !== inner) (changed ??= { ...value })[key] = written
  }
  return changed ?? value
}
