import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import { preferredLang, wantsJson } from '#src/platform/http/negotiate.ts'
import { Instead } from '#src/platform/http/instead.ts'
import { problem } from '#src/platform/http/problem.ts'
import type { Params, Routes } from '#src/platform/http/routes.ts'
import { strangerDoor, visitorFrame } from '#src/platform/http/stranger.ts'
import { type Token, readToken } from '#src/platform/login/token.ts'
import { entryText } from '../entry-text.ts'
import { identifier, password } from '../forms.ts'
import { evenTime } from '../login/even-time.ts'
import { askReset } from './ask-reset.ts'
import { AskResetPage, AskedPage, LinkOverPage, ResetPage } from './pages.tsx'
import { resetText } from './text.ts'
import { isLinkAlive, useLink } from './use-link.ts'

export function addReset(routes: Routes): void {
  routes.visitor.page('/mot-de-passe-oublie', {
    enter: strangerDoor,
    summary: 'The page that asks for a reset link',
    load: async () => ({}),
    page: (_data, { frame }) => <AskResetPage frame={frame} />,
  })
  routes.visitor.secret('/mot-de-passe-oublie', {
    enter: strangerDoor,
    summary: 'Ask for a reset link; the answer is the same for every identifier',
    form: z.object({ identifier }),
    afterwards: '/mot-de-passe-oublie',
    status: 202,
    async act({ platform, address }, input) {
      await evenTime(
        () => askReset(platform, input.identifier, address),
        () => true,
      )
      return { canSend: platform.config.smtpUrl !== undefined }
    },
    page: ({ canSend }, { frame }) => <AskedPage frame={frame} canSend={canSend} />,
    json: () => ({}),
    again: async ({ view }, attempt) => <AskResetPage frame={view.frame} attempt={attempt} />,
  })
  routes.visitor.form('/reinitialisation/:token', {
    enter: strangerDoor,
    summary: 'Set a new password with a reset link, once; opening it changes nothing',
    form: z.object({ password }),
    async load({ platform }, { params }) {
      const token = tokenOf(params)
      if (!(await isLinkAlive(platform, token))) throw over()
      return { token: token.text }
    },
    async act({ platform }, input, { params }) {
      const outcome = await useLink(platform, tokenOf(params), input.password)
      if (isRefused(outcome) && outcome.refused === 'over') throw over()
      return outcome
    },
    page: ({ token }, { frame }, attempt) => <ResetPage frame={frame} token={token} attempt={attempt} />,
    done: (_outcome, { lang }) => ({
      location: '/connexion',
      toast: { message: resetText[lang].done },
      json: { next: '/connexion' },
    }),
    explain: (_refused, lang) => ({
      status: 422,
      errors: [{ field: 'password', message: entryText[lang].weakPassword }],
    }),
  })
}

function tokenOf(params: Params): Token {
  const token = readToken(params['token'] ?? '')
  if (!token) throw over()
  return token
}

function over(): Instead {
  return new Instead('the link is over', async (c) =>
    wantsJson(c)
      ? problem(410, resetText[preferredLang(c)].overTitle)
      : c.html(String(await LinkOverPage({ frame: visitorFrame(c) })), 410),
  )
}
