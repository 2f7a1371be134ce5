import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from '#src/platform/http/app-env.ts'
import { type Body, readBody } from '#src/platform/http/body.ts'
import { preferredLang, wantsJson } from '#src/platform/http/negotiate.ts'
import { Forbidden } from '#src/platform/http/problem.ts'
import { publicFrame, readPublicForm } from '#src/platform/http/public.ts'
import { type Attempt, type Routes } from '#src/platform/http/routes.ts'
import { requireSameOrigin, sameSecret } from '#src/platform/http/security.ts'
import { leaveToast } from '#src/platform/http/toast.ts'
import { enter } from '#src/platform/http/visit.ts'
import { refusePublic } from '#src/platform/http/refuse-public.ts'
import { areFirstStepsOpen } from '../first-steps/code.ts'
import { identifier, password, requiredLine } from '../forms.ts'
import { forgetSession, originOf, presentedToken, rememberLogin } from './browser.ts'
import { confirmCode, findAwaiting } from './confirm-code.ts'
import { evenTime } from './even-time.ts'
import { type LoggedIn, type TooMany, logIn } from './log-in.ts'
import { nextPath } from './next-path.ts'
import { CodePage, LoginPage } from './pages.tsx'
import { loginText } from './text.ts'

const suite = z.string().optional()
const loginForm = z.object({ identifier, password, suite })
const codeForm = z.object({ code: requiredLine(60), suite })

export function addLogin(routes: Routes): void {
  routes.open('get', '/connexion', {
    summary: 'The login page',
    surface: 'public',
    async handle(c) {
      if (await areFirstStepsOpen(c.var.platform)) return c.redirect('/premiers-pas', 303)
      return c.html(String(await LoginPage({ frame: publicFrame(c), next: c.req.query('suite') })))
    },
  })
  routes.open('post', '/connexion', {
    summary: 'Log in; `next` is /connexion/code where a second factor is on',
    surface: 'public',
    form: loginForm,
    handle: answerLogin,
  })
  routes.open('get', '/connexion/code', {
    summary: 'The page of the second factor',
    surface: 'public',
    async handle(c) {
      const token = presentedToken(c)
      const awaiting = token ? await findAwaiting(c.var.platform, token) : undefined
      if (!awaiting) return c.redirect('/connexion', 303)
      return c.html(String(await CodePage({ frame: publicFrame(c), next: c.req.query('suite') })))
    },
  })
  routes.open('post', '/connexion/code', {
    summary: 'Finish a login with a code of the application or a recovery code',
    surface: 'public',
    form: codeForm,
    handle: answerCode,
  })
  routes.open('post', '/deconnexion', {
    summary: 'Log out',
    surface: 'practice',
    form: z.object({}),
    handle: answerLogout,
  })
}

async function answerLogin(c: AppContext): Promise<Response> {
  const form = await readPublicForm(c, loginForm)
  const text = loginText[preferredLang(c)]
  const next = form.ok ? form.value.suite : form.attempt.value('suite')
  const again = (attempt: Attempt) => LoginPage({ frame: publicFrame(c), next, attempt })
  if (!form.ok) return refusePublic(c, form.body, form.attempt.errors, again)
  const { platform } = c.var
  const outcome = await evenTime(() => logIn(platform, form.value, originOf(c)), isRefused)
  if (!isRefused(outcome)) return answerLoggedIn(c, outcome, !outcome.account.needsCode, next)
  if (outcome.refused === 'too-many') return answerTooMany(c, form.body, outcome, again)
  return refusePublic(c, form.body, [{ field: 'password', message: text.refused }], again)
}

async function answerCode(c: AppContext): Promise<Response> {
  const form = await readPublicForm(c, codeForm)
  const text = loginText[preferredLang(c)]
  const next = form.ok ? form.value.suite : form.attempt.value('suite')
  const again = (attempt: Attempt) => CodePage({ frame: publicFrame(c), next, attempt })
  if (!form.ok) return refusePublic(c, form.body, form.attempt.errors, again)
  const token = presentedToken(c)
  const outcome = token
    ? await confirmCode(c.var.platform, token, form.value.code, originOf(c))
    : ({ refused: 'expired' } as const)
  if (!isRefused(outcome)) return answerLoggedIn(c, outcome, true, next)
  if (outcome.refused === 'too-many') return answerTooMany(c, form.body, outcome, again)
  if (outcome.refused === 'expired') {
    const startAgain = (attempt: Attempt) => LoginPage({ frame: publicFrame(c), next, attempt })
    return refusePublic(c, form.body, [{ message: text.codeExpired }], startAgain)
  }
  return refusePublic(c, form.body, [{ field: 'code', message: text.codeRefused }], again)
}

async function answerLoggedIn(
  c: AppContext,
  login: LoggedIn,
  isWhole: boolean,
  asked: string | undefined,
): Promise<Response> {
  await rememberLogin(c, login, isWhole)
  const goal = nextPath(asked)
  const next = isWhole ? goal : `/connexion/code${asked ? `?suite=${encodeURIComponent(goal)}` : ''}`
  if (wantsJson(c)) {
    const { practiceId, userId } = login.account
    return c.json({ practiceId, userId, codeNeeded: !isWhole, next })
  }
  return c.redirect(next, 303)
}

function answerTooMany(
  c: AppContext,
  body: Body,
  { until }: TooMany,
  again: (attempt: Attempt) => ReturnType<typeof LoginPage>,
): Promise<Response> {
  const seconds = Math.max(1, Math.ceil(c.var.platform.clock().until(until).total('seconds')))
  c.header('Retry-After', String(seconds))
  const message = loginText[preferredLang(c)].tooMany(Math.ceil(seconds / 60))
  return refusePublic(c, body, [{ message }], again, 429)
}

async function answerLogout(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  await enter(c, async (visit) => {
    requireSameOrigin(c)
    if (body.kind === 'form' && !sameSecret(body.typed.get('_csrf')?.[0] ?? '', visit.csrf)) {
      throw new Forbidden('form token')
    }
    if (visit.loginSessionId === undefined) throw new Forbidden('a token has no session to end')
    await visit.tx
      .updateTable('loginSession')
      .set({ revokedAt: visit.now })
      .where('id', '=', visit.loginSessionId)
      .execute()
    visit.audit('login.end', { type: 'login', id: visit.loginSessionId })
  })
  forgetSession(c)
  if (wantsJson(c)) return c.json({})
  leaveToast(c, c.var.platform, { message: loginText[preferredLang(c)].loggedOut })
  return c.redirect('/connexion', 303)
}
