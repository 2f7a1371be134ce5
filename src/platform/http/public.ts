import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Lang } from '../text.ts'
import type { AppContext } from './app-env.ts'
import { type Body, readBody } from './body.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { preferredLang } from './negotiate.ts'
import { Forbidden } from './problem.ts'
import { type Attempt, attemptOf } from './routes.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { type Toast, takeToast } from './toast.ts'
import { validate } from './validate.ts'

const FORM_COOKIE = 'divan_form'

export interface PublicFrame {
  lang: Lang
  theme: 'auto'
  csrf: string
  toast: Toast | undefined
}

/** What a page without login knows. Its form token is a cookie of its own, sent back by the form. */
export function publicFrame(c: AppContext): PublicFrame {
  const { platform } = c.var
  let csrf = readCookie(c, platform, FORM_COOKIE)
  if (!csrf || !/^[A-Za-z0-9_-]{32}$/.test(csrf)) {
    csrf = randomBytes(24).toString('base64url')
    writeCookie(c, platform, FORM_COOKIE, csrf)
  }
  const toast = c.req.method === 'GET' ? takeToast(c, platform) : undefined
  return { lang: preferredLang(c), theme: 'auto', csrf, toast }
}

export type PublicInput<T> = { ok: true; value: T; body: Body } | { ok: false; attempt: Attempt; body: Body }

/** Reads and checks a form sent without login; throws Forbidden when it was not ours. */
export async function readPublicForm<T>(c: AppContext, schema: z.ZodType<T>): Promise<PublicInput<T>> {
  requireSameOrigin(c)
  const body = await readBody(c)
  if (body.kind === 'form') {
    const cookie = readCookie(c, c.var.platform, FORM_COOKIE)
    if (!cookie || !sameSecret(body.typed.get('_csrf')?.[0] ?? '', cookie)) throw new Forbidden('form token')
  }
  const parsed = validate(schema, body.input, preferredLang(c))
  return parsed.ok
    ? { ok: true, value: parsed.value, body }
    : { ok: false, attempt: attemptOf(body, parsed.errors), body }
}
