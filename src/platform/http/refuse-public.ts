import type { Child } from 'hono/jsx'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import { wantsJson } from './negotiate.ts'
import type { FieldError } from './problem.ts'
import { type Attempt, attemptOf } from './routes.ts'

/** A refused form of a page without login: the page again as it was typed, or a problem document. */
export async function refusePublic(
  c: AppContext,
  body: Pick<Body, 'typed'>,
  errors: readonly FieldError[],
  again: (attempt: Attempt) => Child | Promise<Child>,
  status: 409 | 410 | 422 | 429 = 422,
): Promise<Response> {
  if (wantsJson(c)) {
    const problem = { type: 'about:blank', title: errors[0]?.message ?? '', status, errors }
    return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' })
  }
  return c.html(String(await again(attemptOf(body, errors))), status)
}
