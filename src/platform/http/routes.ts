import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Lang } from '../text.ts'
import type { AppContext, AppEnv } from './app-env.ts'
import { type Body, EMPTY_BODY, readBody } from './body.ts'
import { sendsJson, toJson, wantsJson } from './negotiate.ts'
import { type FieldError, Forbidden, problem } from './problem.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { sendPage, sendText } from './send.ts'
import { type FirstAnswer, claimSubmission, recordAnswer, submissionIdOf } from './submission.ts'
import { httpText } from './text.ts'
import { type Toast, leaveToast } from './toast.ts'
import { validate } from './validate.ts'
import { type View, type Visit, enter } from './visit.ts'

export type Surface = 'practice' | 'public' | 'operator' | 'machine'

/** What a route says of itself; the OpenAPI document and the guards are made of it. */
export interface Declaration {
  method: 'get' | 'post'
  path: string
  surface: Surface
  summary: string
  form?: z.ZodType
  query?: z.ZodType
  answer?: z.ZodType
  /** What a file route answers instead of a page. */
  contentType?: string
}

export type Params = Readonly<Record<string, string>>

/** A read with its two representations. */
export interface PageRoute<Query, Data> {
  /** One English line for the API document. */
  summary: string
  query?: z.ZodType<Query>
  answer?: z.ZodType
  load(visit: Visit, input: { params: Params; query: Query }): Promise<Data>
  page(data: Data, view: View): Child
  /** What JSON clients get; the data itself when left out. */
  json?(data: Data): unknown
}

/** What a refusal says, and where. */
export interface Explained {
  status: 409 | 422 | 403
  errors: FieldError[]
  /** Added to the problem document (for instance the nearest free slots, or both versions). */
  extra?: Readonly<Record<string, unknown>>
}

/** A refused form as it was typed, for the page that shows it again. */
export interface Attempt {
  /** The text typed in a field; '' when there was none. */
  value(name: string): string
  values(name: string): readonly string[]
  has(name: string): boolean
  errors: readonly FieldError[]
  error(name: string): string | undefined
  /** The refusal, where the action and not the form said no. */
  refused?: Refused
}

/** A write: one form, one action, one answer. */
export interface ActionRoute<Input, Outcome extends object> {
  summary: string
  form: z.ZodType<Input>
  answer?: z.ZodType
  act(
    visit: Visit,
    input: Input,
    request: { params: Params; files: ReadonlyMap<string, File> },
  ): Promise<Outcome>
  done(outcome: Exclude<Outcome, Refused>, context: { params: Params; lang: Lang; input: Input }): Done
  explain?(refused: Extract<Outcome, Refused>, lang: Lang): Explained
  /** The page that shows the form again, filled in. Left out: a plain page with the reasons. */
  again?(visit: Visit, attempt: Attempt, params: Params): Promise<Child>
}

export interface Done {
  /** Where the browser goes, and what a JSON client may read. */
  location: string
  /** 201 for JSON when something was made. */
  created?: boolean
  toast?: Toast
  /** The thing, for JSON; `{}` when left out. */
  json?: unknown
}

export interface FileAnswer {
  body: Buffer | string
  contentType: string
  fileName: string
  /** Shown in the browser rather than saved. */
  inline?: boolean
}

export interface Routes {
  app: Hono<AppEnv>
  declared: Declaration[]
  page<Query, Data>(path: string, route: PageRoute<Query, Data>): void
  action<Input, Outcome extends object>(path: string, route: ActionRoute<Input, Outcome>): void
  file(
    path: string,
    route: {
      summary: string
      contentType: string
      load(visit: Visit, input: { params: Params; query: Params }): Promise<FileAnswer>
    },
  ): void
  /** A route without login: the page shows nothing that is a practice's, or proves its right by itself. */
  open(
    method: 'get' | 'post',
    path: string,
    route: {
      summary: string
      surface: 'public' | 'practice'
      form?: z.ZodType
      handle(c: AppContext): Response | Promise<Response>
    },
  ): void
}

/** A feature's routes. Each declares itself; there is no other way to add one. */
export function createRoutes(): Routes {
  const app = new Hono<AppEnv>()
  const declared: Declaration[] = []
  return {
    app,
    declared,
    page(path, route) {
      declared.push({ method: 'get', path, surface: 'practice', ...described(route) })
      app.get(path, (c) => answerPage(c, route))
    },
    action(path, route) {
      declared.push({ method: 'post', path, surface: 'practice', ...described(route) })
      app.post(path, (c) => answerAction(c, path, route))
    },
    file(path, route) {
      declared.push({
        method: 'get',
        path,
        surface: 'practice',
        summary: route.summary,
        contentType: route.contentType,
      })
      app.get(path, async (c) => {
        const file = await enter(c, (visit) =>
          route.load(visit, { params: c.req.param(), query: c.req.query() }),
        )
        return sendFile(c, file)
      })
    },
    open(method, path, route) {
      declared.push({ method, path, surface: route.surface, ...described(route) })
      app[method](path, route.handle)
    },
  }
}

function described(route: { summary: string; form?: z.ZodType; query?: z.ZodType; answer?: z.ZodType }) {
  const { summary, form, query, answer } = route
  return { summary, ...(form ? { form } : {}), ...(query ? { query } : {}), ...(answer ? { answer } : {}) }
}

async function answerPage<Query, Data>(c: AppContext, route: PageRoute<Query, Data>): Promise<Response> {
  const { data, view } = await enter(c, async (visit) => {
    const parsed = route.query ? validate(route.query, c.req.query(), visit.view.lang) : undefined
    // A search address typed by hand or grown old must still show something: what is wrong in it is left out.
    const query = parsed?.ok ? parsed.value : route.query?.safeParse({}).data
    return {
      data: await route.load(visit, { params: c.req.param(), query: query as Query }),
      view: visit.view,
    }
  })
  if (wantsJson(c)) return sendJson(c, 200, route.json ? route.json(data) : data, view.zone)
  return sendPage(c, 200, route.page(data, view))
}

type Verdict<Outcome> =
  | { kind: 'repeat'; first: FirstAnswer }
  | { kind: 'invalid'; errors: FieldError[] }
  | { kind: 'reused' }
  | { kind: 'done'; done: Done; outcome: Outcome }

async function answerAction<Input, Outcome extends object>(
  c: AppContext,
  path: string,
  route: ActionRoute<Input, Outcome>,
): Promise<Response> {
  const body = sendsJson(c) || c.req.header('content-type') ? await readBody(c) : EMPTY_BODY
  const params = c.req.param()
  let view: View | undefined
  const verdict = await enter(c, async (visit): Promise<Verdict<Outcome> | Refused> => {
    view = visit.view
    requireIntent(c, body, visit)
    const submissionId = submissionIdOf(c, body)
    if (submissionId !== undefined) {
      const claim = await claimSubmission(visit, submissionId, path)
      if (claim === 'reused') return { kind: 'reused' }
      if (claim !== 'claimed') return { kind: 'repeat', first: claim }
    }
    const parsed = validate(route.form, body.input, visit.view.lang)
    // Refusals roll the transaction back: the claim of this submission with it, so that the mended form may go.
    if (!parsed.ok) return { refused: 'invalid', errors: parsed.errors } as Refused
    const outcome = await route.act(visit, parsed.value, { params, files: body.files })
    if (isRefused(outcome)) return outcome as Refused
    const done = route.done(outcome as Exclude<Outcome, Refused>, {
      params,
      lang: visit.view.lang,
      input: parsed.value,
    })
    if (submissionId !== undefined) {
      await recordAnswer(visit, submissionId, { status: done.created ? 201 : 200, location: done.location })
    }
    return { kind: 'done', done, outcome }
  })
  if (!view) throw new Error('the visit left no view')
  if ('refused' in verdict) return answerRefusal(c, route, verdict, body, view, params)
  switch (verdict.kind) {
    case 'repeat':
      return answerRepeat(c, verdict.first)
    case 'reused':
      return problem(409, httpText[view.lang].reusedKey)
    case 'done':
      return answerDone(c, verdict.done, view)
    default:
      throw new Error('unreachable')
  }
}

/** A form needs its session's token; JSON cannot be sent across sites without leave; a bearer needs nothing. */
function requireIntent(c: AppContext, body: Body, visit: Visit): void {
  if (visit.loginSessionId === undefined) return
  requireSameOrigin(c)
  if (body.kind === 'json') return
  if (!sameSecret(body.typed.get('_csrf')?.[0] ?? '', visit.csrf)) throw new Forbidden('form token')
}

async function answerDone(c: AppContext, done: Done, view: View): Promise<Response> {
  if (wantsJson(c)) {
    if (done.created) c.header('Location', done.location)
    return sendJson(c, done.created ? 201 : 200, done.json ?? {}, view.zone)
  }
  if (done.toast) leaveToast(c, c.var.platform, done.toast)
  return c.redirect(done.location, 303)
}

/** The repeat of a submission: the page goes where the first went; JSON reads the thing again. */
async function answerRepeat(c: AppContext, first: FirstAnswer): Promise<Response> {
  if (!wantsJson(c)) return c.redirect(first.location, 303)
  const headers = new Headers({ accept: 'application/json' })
  for (const name of ['authorization', 'cookie']) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const again = await c.var.shell.fetch(new Request(new URL(first.location, c.req.url), { headers }))
  const answer = new Response(again.body, { status: first.status, headers: again.headers })
  if (first.status === 201) answer.headers.set('Location', first.location)
  return answer
}

async function answerRefusal<Input, Outcome extends object>(
  c: AppContext,
  route: ActionRoute<Input, Outcome>,
  refused: Refused,
  body: Body,
  view: View,
  params: Params,
): Promise<Response> {
  const explained = explain(route, refused, view.lang)
  const { status, errors, extra } = explained
  if (wantsJson(c)) {
    return c.body(
      toJson(
        {
          type: 'about:blank',
          title: errors[0]?.message ?? httpText[view.lang].refusedInput,
          status,
          code: refused.refused,
          errors,
          ...extra,
        },
        view.zone,
      ),
      status,
      {
        'content-type': 'application/problem+json',
      },
    )
  }
  const attempt = attemptOf(body, errors, refused)
  const page = route.again
    ? await enter(c, (visit) => route.again?.(visit, attempt, params) ?? Promise.resolve(null))
    : c.var.shell.refusalPage(view, errors, c.req.header('referer') ?? '/')
  return sendPage(c, status, page)
}

function explain<Input, Outcome extends object>(
  route: ActionRoute<Input, Outcome>,
  refused: Refused,
  lang: Lang,
): Explained {
  if (refused.refused === 'invalid' && 'errors' in refused)
    return { status: 422, errors: refused.errors as FieldError[] }
  if (!route.explain) throw new Error(`the refusal "${refused.refused}" is explained nowhere`)
  return route.explain(refused as Extract<Outcome, Refused>, lang)
}

export function attemptOf(
  body: Pick<Body, 'typed'>,
  errors: readonly FieldError[],
  refused?: Refused,
): Attempt {
  return {
    value: (name) => body.typed.get(name)?.at(-1) ?? '',
    values: (name) => body.typed.get(name) ?? [],
    has: (name) => body.typed.has(name),
    errors,
    error: (name) => errors.find((error) => error.field === name)?.message,
    ...(refused ? { refused } : {}),
  }
}

function sendJson(
  c: AppContext,
  status: ContentfulStatusCode,
  value: unknown,
  zone: string,
): Promise<Response> {
  return sendText(c, status, 'application/json; charset=utf-8', toJson(value, zone))
}

function sendFile(c: AppContext, file: FileAnswer): Response {
  const plainName = file.fileName.replaceAll(/[^\w.-]+/g, '_')
  const disposition = `${file.inline ? 'inline' : 'attachment'}; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`
  const body = typeof file.body === 'string' ? Buffer.from(file.body) : file.body
  return c.body(new Uint8Array(body), 200, {
    'content-type': file.contentType,
    'content-disposition': disposition,
    'content-length': String(body.length),
  })
}
