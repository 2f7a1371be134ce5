import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from './app-env.ts'
import { readBody } from './body.ts'
import { toJson, wantsJson } from './negotiate.ts'
import { type FieldError, Forbidden } from './problem.ts'
import type { Attempt } from './routes.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { claimSubmission, recordAnswer, submissionIdOf } from './submission.ts'
import { validate } from './validate.ts'
import { type View, type Visit, enter } from './visit.ts'
import { refusePublic } from './refuse-public.ts'

/**
 * A write whose answer is a secret to be shown one single time. It is the answer of the POST itself: a
 * redirect would have to keep the secret somewhere in between. A repeat leads to `afterwards` without it.
 */
export interface ShownOnce<Input, Outcome extends object> {
  path: string
  form: z.ZodType<Input>
  afterwards: string
  act(visit: Visit, input: Input): Promise<Outcome>
  page(outcome: Exclude<Outcome, Refused>, view: View): Child
  json(outcome: Exclude<Outcome, Refused>): unknown
  explain(refused: Extract<Outcome, Refused>, view: View): FieldError[]
  again(visit: Visit, attempt: Attempt): Promise<Child>
}

type Verdict<Outcome> = { kind: 'repeat' } | { kind: 'done'; outcome: Exclude<Outcome, Refused>; view: View }

export async function answerShownOnce<Input, Outcome extends object>(
  c: AppContext,
  route: ShownOnce<Input, Outcome>,
): Promise<Response> {
  const body = await readBody(c)
  let view: View | undefined
  let errors: FieldError[] = []
  const verdict = await enter(c, async (visit): Promise<Verdict<Outcome> | Refused> => {
    view = visit.view
    requireBrowser(c, visit, body.kind === 'json' ? undefined : (body.typed.get('_csrf')?.[0] ?? ''))
    const submissionId = submissionIdOf(c, body)
    if (
      submissionId !== undefined &&
      (await claimSubmission(visit, submissionId, route.path)) !== 'claimed'
    ) {
      return { kind: 'repeat' }
    }
    const parsed = validate(route.form, body.input, visit.view.lang)
    if (!parsed.ok) {
      errors = parsed.errors
      return { refused: 'invalid' }
    }
    const outcome = await route.act(visit, parsed.value)
    if (isRefused(outcome)) {
      errors = route.explain(outcome as Extract<Outcome, Refused>, visit.view)
      return outcome as Refused
    }
    if (submissionId !== undefined) {
      await recordAnswer(visit, submissionId, { status: 200, location: route.afterwards })
    }
    return { kind: 'done', outcome: outcome as Exclude<Outcome, Refused>, view: visit.view }
  })
  if (isRefused(verdict)) {
    return refusePublic(c, body, errors, (attempt) => enter(c, (visit) => route.again(visit, attempt)))
  }
  if (verdict.kind === 'repeat') return c.redirect(route.afterwards, 303)
  if (wantsJson(c)) {
    const json = toJson(route.json(verdict.outcome), verdict.view.zone)
    return c.body(json, 201, { 'content-type': 'application/json; charset=utf-8' })
  }
  return c.html(String(await route.page(verdict.outcome, view ?? verdict.view)))
}

/** What makes or shows secrets is asked by a person in a logged-in browser, with the form's own token. */
function requireBrowser(c: AppContext, visit: Visit, typedToken: string | undefined): void {
  if (visit.loginSessionId === undefined) throw new Forbidden('api token')
  requireSameOrigin(c)
  if (typedToken !== undefined && !sameSecret(typedToken, visit.csrf)) throw new Forbidden('form token')
}
