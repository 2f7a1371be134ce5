import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import { elsewhere } from '#src/platform/http/instead.ts'
import { Forbidden } from '#src/platform/http/problem.ts'
import type { Done, Explained, Routes } from '#src/platform/http/routes.ts'
import { strangerDoor } from '#src/platform/http/stranger.ts'
import type { Lang } from '#src/platform/text.ts'
import { areFirstStepsOpen } from '../first-steps/code.ts'
import { identifier, password, requiredLine } from '../forms.ts'
import { FORGOTTEN_SESSION, type OpenedLogin, originOf, presentedToken, rememberLogin } from './browser.ts'
import { confirmCode, findAwaiting } from './confirm-code.ts'
import { evenTime } from '#src/platform/login/even-time.ts'
import { type TooMany, logIn } from './log-in.ts'
import { nextPath } from './next-path.ts'
import { CodePage, LoginPage } from './pages.tsx'
import { loginText } from './text.ts'
import { loginEvents } from '../events.ts'

const suite = z.string().optional()
const nextQuery = z.object({ suite })
const loginForm = z.object({ identifier, password, suite })
const codeForm = z.object({ code: requiredLine(60), suite })

export function addLogin(routes: Routes): void {
  routes.visitor.form('/connexion', {
    enter: strangerDoor,
    summary: 'Log in; `next` is /connexion/code where a second factor is on',
    query: nextQuery,
    form: loginForm,
    async load({ platform }, { query }) {
      if (await areFirstStepsOpen(platform)) throw elsewhere('/premiers-pas')
      return { next: query.suite }
    },
    async act(stranger, input) {
      const { platform } = stranger
      const outcome = await evenTime(() => logIn(platform, input, originOf(stranger)), isRefused)
      return isRefused(outcome) ? outcome : rememberLogin(stranger, outcome, !outcome.account.needsCode)
    },
    page: ({ next }, { frame }, attempt) => (
      <LoginPage frame={frame} next={attempt?.value('suite') ?? next} attempt={attempt} />
    ),
    done: (login, { input }) => leadOn(login, input.suite),
    explain: (refused, lang) =>
      refused.refused === 'too-many'
        ? explainTooMany(refused, lang)
        : { status: 422, errors: [{ field: 'password', message: loginText[lang].refused }] },
  })
  addCode(routes)
  routes.button('/deconnexion', {
    summary: 'Log out',
    async act(visit) {
      const id = visit.loginSessionId
      if (id === undefined) throw new Forbidden('a token has no session to end')
      await visit.tx.updateTable('loginSession').set({ revokedAt: visit.now }).where('id', '=', id).execute()
      visit.record(loginEvents.end, id)
      return {}
    },
    done: (_outcome, { lang }) => ({
      location: '/connexion',
      toast: { message: loginText[lang].loggedOut },
      cookies: [FORGOTTEN_SESSION],
    }),
  })
}

function addCode(routes: Routes): void {
  routes.visitor.page('/connexion/code', {
    enter: strangerDoor,
    summary: 'The page of the second factor',
    query: nextQuery,
    async load(stranger, { query }) {
      const token = presentedToken(stranger)
      const awaiting = token ? await findAwaiting(stranger.platform, token) : undefined
      if (!awaiting) throw elsewhere('/connexion')
      return { next: query.suite }
    },
    page: ({ next }, { frame }) => <CodePage frame={frame} next={next} />,
  })
  routes.visitor.action('/connexion/code', {
    enter: strangerDoor,
    summary: 'Finish a login with a code of the application or a recovery code',
    form: codeForm,
    async act(stranger, { code }) {
      const token = presentedToken(stranger)
      if (!token) return { refused: 'expired' as const }
      const outcome = await confirmCode(stranger.platform, token, code, originOf(stranger))
      return isRefused(outcome) ? outcome : rememberLogin(stranger, outcome, true)
    },
    done: (login, { input }) => leadOn(login, input.suite),
    explain(refused, lang) {
      if (refused.refused === 'too-many') return explainTooMany(refused, lang)
      const text = loginText[lang]
      return refused.refused === 'expired'
        ? { status: 422, errors: [{ message: text.codeExpired }] }
        : { status: 422, errors: [{ field: 'code', message: text.codeRefused }] }
    },
    again({ view: { frame } }, attempt) {
      const Page = attempt.refused?.refused === 'expired' ? LoginPage : CodePage
      return Promise.resolve(<Page frame={frame} next={attempt.value('suite')} attempt={attempt} />)
    },
  })
}

function leadOn({ account, isWhole, cookies }: OpenedLogin, asked: string | undefined): Done {
  const goal = nextPath(asked)
  const next = isWhole ? goal : `/connexion/code${asked ? `?suite=${encodeURIComponent(goal)}` : ''}`
  const { practiceId, userId } = account
  return { location: next, cookies, json: { practiceId, userId, codeNeeded: !isWhole, next } }
}

function explainTooMany({ seconds }: TooMany, lang: Lang): Explained {
  const message = loginText[lang].tooMany(Math.ceil(seconds / 60))
  return { status: 429, errors: [{ message }], retryAfter: seconds }
}
