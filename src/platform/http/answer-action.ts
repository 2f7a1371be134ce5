import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { answerRefusal } from './answer-refusal.ts'
import type { AppContext } from './app-env.ts'
import { type Body, EMPTY_BODY, readBody } from './body.ts'
import { sendsJson, wantsJson } from './negotiate.ts'
import { type FieldError, Forbidden, problem } from './problem.ts'
import type { ActionRoute, Done } from './route.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { sendJson } from './send.ts'
import { type FirstAnswer, claimSubmission, recordAnswer, submissionIdOf } from './submission.ts'
import { httpText } from './text.ts'
import { leaveToast } from './toast.ts'
import { validate } from './validate.ts'
import { type View, type Visit, enter } from './visit.ts'

type Verdict<Outcome> =
  | { kind: 'repeat'; first: FirstAnswer }
  | { kind: 'invalid'; errors: FieldError[] }
  | { kind: 'reused' }
  | { kind: 'done'; done: Done; outcome: Outcome }

export async function answerAction<Input, Outcome extends object>(
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
