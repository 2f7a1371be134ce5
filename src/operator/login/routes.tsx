import { z } from 'zod'
import { cleanLine } from '#src/domain/clean-text.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { elsewhere } from '#src/platform/http/instead.ts'
import { operatorLobby } from '#src/platform/http/operator-door.ts'
import type { Done, Explained, Routes } from '#src/platform/http/routes.ts'
import { evenTime } from '#src/platform/login/even-time.ts'
import { identifierKey, normalizeIdentifier } from '#src/platform/login/identifier.ts'
import { OPERATOR_COOKIE, endOperatorSessions } from '#src/platform/operator/sessions.ts'
import { operatorWorkFor } from '#src/platform/operator/work.ts'
import type { Lang } from '#src/platform/text.ts'
import { operatorEvents } from '../events.ts'
import { takeAccess } from './access.ts'
import { logIn } from './log-in.ts'
import { AccessPage, CodePage, EnrolPage, LoginPage } from './pages.tsx'
import { confirmCode, readEnrolment, requireAwaiting } from './second-factor.ts'
import { operatorLoginText } from './text.ts'
import { type TooManyTries, counted } from './tries.ts'

const HOME = '/operateur'
const identifier = z.string().transform(normalizeIdentifier).pipe(z.string().min(1).max(300))
const password = z.string().min(1).max(200)
const code = z.string().transform(cleanLine).pipe(z.string().min(1).max(60))

export function addLogin(routes: Routes): void {
  routes.visitor.form('/operateur/connexion', {
    enter: operatorLobby,
    summary: 'Log in as whoever runs the installation; `next` asks for the second factor',
    form: z.object({ identifier, password }),
    load: async () => ({}),
    act: (stranger, input) =>
      counted(stranger, `account:${identifierKey(input.identifier)}`, () =>
        evenTime(() => logIn(stranger.platform, input), isRefused),
      ),
    page: (_data, { frame }, attempt) => <LoginPage frame={frame} attempt={attempt} />,
    done({ cookie, needsEnrolment }) {
      const next = needsEnrolment ? '/operateur/second-facteur' : '/operateur/code'
      return { location: next, cookies: [cookie], json: { next } }
    },
    explain: (refused, lang) =>
      explainTry(refused, lang, { field: 'password', message: operatorLoginText[lang].refused }),
  })
  routes.visitor.form('/operateur/premier-acces', {
    enter: operatorLobby,
    summary: 'Choose an operator’s password with the console’s one-time code',
    form: z.object({ identifier, code, password }),
    load: async () => ({}),
    act: (stranger, input) =>
      counted(stranger, `access:${identifierKey(input.identifier)}`, () =>
        operatorWorkFor(stranger.platform, null, (work) => takeAccess(work, input)),
      ),
    page: (_data, { frame }, attempt) => <AccessPage frame={frame} attempt={attempt} />,
    done: (_outcome, { lang }) => ({
      location: '/operateur/connexion',
      toast: { message: operatorLoginText[lang].accessDone },
    }),
    explain(refused, lang) {
      const text = operatorLoginText[lang]
      return refused.refused === 'weak-password'
        ? { status: 422, errors: [{ field: 'password', message: text.weakPassword }] }
        : explainTry(refused, lang, { field: 'code', message: text.wrongAccess })
    },
  })
  addSecondFactor(routes)
  routes.operator.button('/operateur/deconnexion', {
    summary: 'Log out',
    async act({ tx, now, sessionId, record }) {
      await endOperatorSessions(tx, { id: sessionId }, now)
      record(operatorEvents['log-out'], sessionId)
      return {}
    },
    done: () => ({
      location: '/operateur/connexion',
      cookies: [{ name: OPERATOR_COOKIE, value: undefined }],
    }),
  })
}

function addSecondFactor(routes: Routes): void {
  const codeForm = z.object({ code })
  const opened = ({
    cookie,
  }: Extract<Awaited<ReturnType<typeof confirmCode>>, { cookie: unknown }>): Done => ({
    location: HOME,
    cookies: [cookie],
    json: { next: HOME },
  })
  routes.visitor.form('/operateur/code', {
    enter: operatorLobby,
    summary: 'Finish an operator’s login with a code of the application',
    form: codeForm,
    async load(stranger) {
      const { isConfirmed } = await requireAwaiting(stranger)
      if (!isConfirmed) throw elsewhere('/operateur/second-facteur')
      return {}
    },
    async act(stranger, input) {
      const session = await requireAwaiting(stranger)
      if (!session.isConfirmed) throw elsewhere('/operateur/second-facteur')
      return counted(stranger, `code:${session.accountId}`, () => confirmCode(stranger, session, input.code))
    },
    page: (_data, { frame }, attempt) => <CodePage frame={frame} attempt={attempt} />,
    done: opened,
    explain: explainCode,
  })
  routes.visitor.form('/operateur/second-facteur', {
    enter: operatorLobby,
    summary: 'Confirm an operator’s second factor with its first code',
    form: codeForm,
    async load(stranger) {
      const session = await requireAwaiting(stranger)
      if (session.isConfirmed) throw elsewhere('/operateur/code')
      return readEnrolment(stranger, session)
    },
    async act(stranger, input) {
      const session = await requireAwaiting(stranger)
      if (session.isConfirmed) throw elsewhere('/operateur/code')
      return counted(stranger, `code:${session.accountId}`, () => confirmCode(stranger, session, input.code))
    },
    page: ({ secret, uri }, { frame }, attempt) => (
      <EnrolPage frame={frame} secret={secret} uri={uri} attempt={attempt} />
    ),
    done: opened,
    explain: explainCode,
  })
}

function explainCode(refused: TooManyTries | { refused: 'wrong-code' }, lang: Lang): Explained {
  return explainTry(refused, lang, { field: 'code', message: operatorLoginText[lang].wrongCode })
}

function explainTry(
  refused: TooManyTries | { refused: 'wrong-login' | 'wrong-access' | 'wrong-code' },
  lang: Lang,
  wrong: { field: string; message: string },
): Explained {
  if (refused.refused !== 'too-many') return { status: 422, errors: [wrong] }
  const { seconds } = refused
  const message = operatorLoginText[lang].tooMany(Math.ceil(seconds / 60))
  return { status: 429, errors: [{ message }], retryAfter: seconds }
}
