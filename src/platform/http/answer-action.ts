import { isRefused } from '#src/domain/refusal.ts'
import { answerRefusal } from './answer-refusal.ts'
import type { AppContext } from './app-env.ts'
import { setCookies } from './cookies.ts'
import type { Door, Entrant } from './door.ts'
import { wantsJson } from './negotiate.ts'
import { problem } from './problem.ts'
import type { ActionRoute, Done, SecretRoute } from './route.ts'
import { sendJson } from './send.ts'
import type { FirstAnswer } from './submission.ts'
import { type Submitted, submit } from './submit.ts'
import { httpText } from './text.ts'
import { leaveToast } from './toast.ts'

/** A write that leads on to a page, or answers the thing. */
export async function answerAction<Input, Outcome extends object, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  path: string,
  route: ActionRoute<Input, Outcome, Guest>,
): Promise<Response> {
  let done: Done | undefined
  const params = c.req.param()
  const sent = await submit(c, door, path, route, (outcome, input, { lang }) => {
    done = route.done(outcome, { params, lang, input })
    return { status: done.created ? 201 : 200, location: done.location }
  })
  const { verdict, view } = sent
  if (isRefused(verdict)) return answerRefusal(c, door, route, verdict, sent)
  if (verdict.kind !== 'done') return answerOther(c, verdict, view.lang)
  done ??= route.done(verdict.outcome, { params, lang: view.lang, input: verdict.input })
  await done.afterwards?.(c.var.platform)
  if (done.cookies) setCookies(c, c.var.platform, done.cookies)
  if (wantsJson(c)) {
    if (done.created) c.header('Location', done.location)
    return sendJson(c, done.created ? 201 : 200, done.json ?? {}, view.zone)
  }
  if (done.toast) leaveToast(c, c.var.platform, done.toast)
  return c.redirect(done.location, 303)
}

/** A write whose answer is the page itself, once. */
export async function answerSecret<Input, Outcome extends object, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  path: string,
  route: SecretRoute<Input, Outcome, Guest>,
): Promise<Response> {
  const { status = 201, afterwards } = route
  const forPeople: typeof door = {
    ...door,
    requireIntent(context, body, guest) {
      door.requirePerson(guest)
      door.requireIntent(context, body, guest)
    },
  }
  const sent = await submit(c, forPeople, path, route, () => ({ status: 200, location: afterwards }))
  const { verdict, view } = sent
  if (isRefused(verdict)) return answerRefusal(c, door, route, verdict, sent)
  if (verdict.kind === 'repeat') return c.redirect(afterwards, 303)
  if (verdict.kind !== 'done') return answerOther(c, verdict, view.lang)
  if (wantsJson(c)) return sendJson(c, status, route.json(verdict.outcome), view.zone)
  return door.sendPage(c, 200, route.page(verdict.outcome, view))
}

type Other = Extract<Submitted<unknown, object, Entrant>['verdict'], { kind: 'repeat' | 'reused' }>

function answerOther(
  c: AppContext,
  verdict: Other,
  lang: Entrant['view']['lang'],
): Promise<Response> | Response {
  return verdict.kind === 'reused' ? problem(409, httpText[lang].reusedKey) : answerRepeat(c, verdict.first)
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
