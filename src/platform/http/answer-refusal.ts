import { type Refused } from '#src/domain/refusal.ts'
import type { Lang } from '../text.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import type { Door, Entrant } from './door.ts'
import { toJson, wantsJson } from './negotiate.ts'
import type { FieldError } from './problem.ts'
import type { Attempt, Explained, WriteRoute } from './route.ts'
import type { Invalid, Submitted, TooOften } from './submit.ts'
import { httpText } from './text.ts'

/** A refused write: the form again as it was typed, or a problem document. */
export async function answerRefusal<Input, Outcome extends object, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  route: WriteRoute<Input, Outcome, Guest>,
  refused: Invalid | TooOften | Extract<Outcome, Refused>,
  { body, params, view }: Submitted<Input, Outcome, Guest>,
): Promise<Response> {
  const { status, errors, extra, retryAfter } = explain(route, refused, view.lang)
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  if (wantsJson(c)) {
    const title = errors[0]?.message ?? httpText[view.lang].refusedInput
    const document = { type: 'about:blank', title, status, code: refused.refused, errors, ...extra }
    return c.body(toJson(document, view.zone), status, { 'content-type': 'application/problem+json' })
  }
  const { again } = route
  const attempt = attemptOf(body, errors, refused as Extract<Outcome, Refused>)
  const page = again
    ? await door.enter(c, (guest) => again(guest, attempt, params))
    : door.refusalPage(c, view, errors)
  return door.sendPage(c, status, page)
}

function explain<Input, Outcome extends object, Guest extends Entrant>(
  route: WriteRoute<Input, Outcome, Guest>,
  refused: Invalid | TooOften | Extract<Outcome, Refused>,
  lang: Lang,
): Explained {
  if (isTooOften(refused)) {
    const { wait } = refused
    return { status: 429, errors: [{ message: httpText[lang].tooOften(wait) }], retryAfter: wait }
  }
  if (isInvalid(refused)) return { status: 422, errors: refused.errors }
  if (!route.explain) throw new Error(`the refusal "${refused.refused}" is explained nowhere`)
  return route.explain(refused as Extract<Outcome, Refused>, lang)
}

function isTooOften(refused: Refused): refused is TooOften {
  return refused.refused === 'too-often' && 'wait' in refused
}

function isInvalid(refused: Refused): refused is Invalid {
  return refused.refused === 'invalid' && 'errors' in refused
}

export function attemptOf<Refusal extends Refused>(
  body: Pick<Body, 'typed'>,
  errors: readonly FieldError[],
  refused?: Refusal,
): Attempt<Refusal> {
  return {
    value: (name) => body.typed.get(name)?.at(-1) ?? '',
    values: (name) => body.typed.get(name) ?? [],
    has: (name) => body.typed.has(name),
    errors,
    error: (name) => errors.find((error) => error.field === name)?.message,
    ...(refused ? { refused } : {}),
  }
}
