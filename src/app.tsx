import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { AppContext, AppEnv, Shell } from './platform/http/app-env.ts'
import { Instead } from './platform/http/instead.ts'
import { wantsEnglish, wantsJson } from './platform/http/negotiate.ts'
import { openApiDocument } from './platform/http/openapi.ts'
import {
  BadRequest,
  Forbidden,
  NotFound,
  NotLoggedIn,
  TooLarge,
  TooMany,
  problem,
} from './platform/http/problem.ts'
import { type Declaration, type Routes, linkRoutes } from './platform/http/routes.ts'
import { securityHeaders } from './platform/http/security.ts'
import { httpText } from './platform/http/text.ts'
import { createBuckets } from './platform/limits/buckets.ts'
import type { Platform } from './platform/platform.ts'
import type { Feature } from './platform/feature.ts'
import { operatorRoutes } from './operator/index.ts'
import { mountAssets } from './assets.ts'
import { mountMachine } from './machine.ts'
import { ErrorPage, PlainRefusalPage, RefusalPage } from './pages.tsx'

export interface App {
  hono: Hono<AppEnv>
  declared: readonly Declaration[]
}

/** Mounts the surfaces, each behind its guard, and what belongs to none. */
export function createApp(platform: Platform, features: readonly Feature[]): App {
  const hono = new Hono<AppEnv>({ strict: false })
  const shell: Shell = {
    refusalPage: (view, errors, back) => RefusalPage({ view, errors, back }),
    plainRefusalPage: (lang, errors, back) => PlainRefusalPage({ lang, errors, back }),
    fetch: (request) => hono.fetch(request),
  }
  const buckets = createBuckets()
  hono.use(securityHeaders(platform))
  hono.use(async (c, next) => {
    c.set('platform', platform)
    c.set('shell', shell)
    c.set('buckets', buckets)
    await next()
  })
  const own: Routes[] = features.flatMap((feature) => feature.routes?.() ?? [])
  const mounted = [...own, operatorRoutes(), linkRoutes(own)]
  const declared = mounted.flatMap((routes) => routes.declared)
  mountMachine(hono, () => openApiDocument(declared, platform.config.baseUrl))
  mountAssets(hono)
  for (const routes of mounted) hono.route('/', routes.app)
  hono.notFound((c) => notFound(c))
  hono.onError((error, c) => answerError(error, c, platform))
  return { hono, declared }
}

async function answerTooMany(c: AppContext, seconds: number): Promise<Response> {
  const answer = await errorAnswer(c, 429, httpText[wantsEnglish(c) ? 'en' : 'fr'].tooOften(seconds))
  answer.headers.set('Retry-After', String(seconds))
  return answer
}

/** A file too large leads back to its form, which says so; nothing else was typed there. */
function answerTooLarge(c: AppContext, message: string): Response | Promise<Response> {
  const referer = c.req.header('referer')
  if (!wantsJson(c) && referer && URL.canParse(referer)) {
    return c.redirect(`${new URL(referer).pathname}?erreur=taille`, 303)
  }
  return errorAnswer(c, 413, message)
}

async function answerError(error: Error, c: AppContext, platform: Platform): Promise<Response> {
  const text = httpText[wantsEnglish(c) ? 'en' : 'fr']
  if (error instanceof NotLoggedIn) return askForLogin(c)
  if (error instanceof NotFound) return notFound(c)
  if (error instanceof Forbidden) return errorAnswer(c, 403, text.forbidden)
  if (error instanceof Instead) return error.answer(c)
  if (error instanceof TooMany) return answerTooMany(c, error.seconds)
  if (error instanceof TooLarge) return answerTooLarge(c, error.message)
  if (error instanceof BadRequest) return errorAnswer(c, error.status, error.message)
  if (error instanceof HTTPException) return errorAnswer(c, 400, text.malformedForm)
  platform.log.error('request', error, { method: c.req.method, route: c.req.routePath })
  return errorAnswer(c, 500, text.failure)
}

function askForLogin(c: AppContext): Response {
  if (wantsJson(c)) {
    const text = httpText[wantsEnglish(c) ? 'en' : 'fr']
    const answer = problem(401, text.notLoggedIn)
    answer.headers.set('WWW-Authenticate', 'Bearer')
    return answer
  }
  const url = new URL(c.req.url)
  // A page asked for is where the login leads; a form sent after the session ended is not sent again blindly.
  const next =
    c.req.method === 'GET' && url.pathname !== '/'
      ? `?suite=${encodeURIComponent(url.pathname + url.search)}`
      : ''
  return c.redirect(`/connexion${next}`, 303)
}

function notFound(c: AppContext): Response | Promise<Response> {
  return errorAnswer(c, 404, httpText[wantsEnglish(c) ? 'en' : 'fr'].notFound)
}

async function errorAnswer(
  c: AppContext,
  status: 400 | 403 | 404 | 413 | 429 | 500,
  message: string,
): Promise<Response> {
  if (wantsJson(c)) return problem(status, message)
  return c.html(String(await ErrorPage({ lang: wantsEnglish(c) ? 'en' : 'fr', status, message })), status)
}
