import { type Refused } from '#src/domain/refusal.ts'
import type { Lang } from '../text.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import { toJson, wantsJson } from './negotiate.ts'
import type { FieldError } from './problem.ts'
import type { ActionRoute, Attempt, Explained, Params } from './route.ts'
import { sendPage } from './send.ts'
import { httpText } from './text.ts'
import { type View, enter } from './visit.ts'

export async function answerRefusal<Input, Outcome extends object>(
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
