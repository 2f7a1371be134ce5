import { MIMEType } from 'node:util'
import type { Context } from 'hono'
import { boundBody } from './bound-body.ts'
import { sendsJson, wantsEnglish } from './negotiate.ts'
import { BadRequest } from './problem.ts'
import { httpText } from './text.ts'

/** A request's input, whatever carried it. */
export interface Body {
  kind: 'json' | 'form'
  /** What the form schema parses: names such as `lines.0.label` are nested. */
  input: unknown
  /** Exactly what was typed, by field name, to fill a refused form again. */
  typed: ReadonlyMap<string, string[]>
  files: ReadonlyMap<string, File>
}

const EMPTY_BODY: Body = { kind: 'form', input: {}, typed: new Map(), files: new Map() }

/** Reads what was sent, at most `maxBytes` of it; nothing where nothing was. */
export async function readInput(c: Context, maxBytes: number): Promise<Body> {
  await boundBody(c, maxBytes)
  return sendsJson(c) || c.req.header('content-type') ? readBody(c) : EMPTY_BODY
}

/** Reads JSON, urlencoded or multipart input; anything unreadable is a BadRequest. */
export async function readBody(c: Context): Promise<Body> {
  const text = httpText[wantsEnglish(c) ? 'en' : 'fr']
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json') {
    const raw = await c.req.text()
    try {
      const input: unknown = raw === '' ? {} : JSON.parse(raw)
      if (typeof input !== 'object' || input === null || Array.isArray(input))
        throw new SyntaxError('not an object')
      return { ...EMPTY_BODY, kind: 'json', input }
    } catch {
      throw new BadRequest(text.malformedJson)
    }
  }
  if (type === '') return EMPTY_BODY
  return readForm(await readFields(c, type, text))
}

/**
 * Fields that one form may send. The largest of ours, the choices of a calendar's import, sends 480 titles of four
 * fields and 501 conflicts of two at most.
 */
export const MAX_FIELDS = 3_000

type Fields = Iterable<readonly [string, string | File]>

/** Separators are counted before anything is parsed: parsing a megabyte of fields would hold up everybody. */
async function readFields(c: Context, type: string, text: (typeof httpText)['fr']): Promise<Fields> {
  if (type === 'application/x-www-form-urlencoded') {
    const sent = await c.req.text()
    if (hasMore(sent, '&', MAX_FIELDS - 1)) throw new BadRequest(text.tooManyFields(MAX_FIELDS), 413)
    return new URLSearchParams(sent)
  }
  const boundary = boundaryOf(c)
  if (type !== 'multipart/form-data' || !boundary) throw new BadRequest(text.malformedForm)
  const sent = Buffer.from(await c.req.arrayBuffer())
  // The one that closes the form counts as well.
  if (hasMore(sent, `--${boundary}`, MAX_FIELDS + 1))
    throw new BadRequest(text.tooManyFields(MAX_FIELDS), 413)
  try {
    return await c.req.formData()
  } catch {
    throw new BadRequest(text.malformedForm)
  }
}

function boundaryOf(c: Context): string | null {
  try {
    return new MIMEType(c.req.header('content-type') ?? '').params.get('boundary')
  } catch {
    return null
  }
}

/** Whether `mark` stands in `sent` more than `most` times; looks no further. */
function hasMore(sent: string | Buffer, mark: string, most: number): boolean {
  let found = 0
  for (let at = sent.indexOf(mark); at !== -1; at = sent.indexOf(mark, at + mark.length)) {
    if (++found > most) return true
  }
  return false
}

function readForm(fields: Fields): Body {
  const typed = new Map<string, string[]>()
  const files = new Map<string, File>()
  for (const [name, value] of fields) {
    if (typeof value !== 'string') {
      if (value.size > 0 || value.name !== '') files.set(name, value)
      continue
    }
    const line = value.replaceAll('\r\n', '\n')
    const known = typed.get(name)
    if (known) known.push(line)
    else typed.set(name, [line])
  }
  return { kind: 'form', input: nest(typed), typed, files }
}

// Names come from outside: prototypes are out of reach, and depth and indexes are bounded.
const MAX_INDEX = 500
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** `lines.0.label=…` becomes `{ lines: [{ label: '…' }] }`; a repeated name becomes a list. */
export function nest(typed: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, values] of typed) {
    const path = name.replace(/\[\]$/, '').split('.')
    if (path.length > 4 || path.some((part) => FORBIDDEN.has(part) || Number(part) > MAX_INDEX)) continue
    let at: Record<string, unknown> = root
    for (const [depth, part] of path.entries()) {
      if (depth === path.length - 1) {
        at[part] = name.endsWith('[]') || values.length > 1 ? values : values[0]
        break
      }
      const next = at[part]
      // A repeated name's list is a value: whatever was to be set inside would be set on what was typed.
      if (typeof next === 'object' && next !== null && !Array.isArray(next))
        at = next as Record<string, unknown>
      else at = at[part] = {} as Record<string, unknown>
    }
  }
  return listify(root) as Record<string, unknown>
}

function listify(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, listify(inner)] as const)
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
  }
  return Object.fromEntries(entries)
}
