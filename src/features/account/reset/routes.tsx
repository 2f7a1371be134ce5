import { z } from 'zod'
import { byLink } from '#src/platform/http/by-link.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { strangerDoor } from '#src/platform/http/stranger.ts'
import { perLink } from '#src/platform/limits/rate.ts'
import { entryText } from '../entry-text.ts'
import { identifier, password } from '../forms.ts'
import { evenTime } from '#src/platform/login/even-time.ts'
import { askReset } from './ask-reset.ts'
import { AskResetPage, AskedPage, ResetPage } from './pages.tsx'
import { resetText } from './text.ts'
import { forgetGuesses, resetLink, useLink } from './use-link.tsx'

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
    enter: byLink(resetLink),
    summary: 'Set a new password with a reset link, once; opening it changes nothing',
    // One person sends it a few times, whatever browsers the link is opened in.
    limit: perLink(30, 'hour'),
    form: z.object({ password }),
    load: async (_visitor, { params }) => ({ token: params['token'] ?? '' }),
    act: (visitor, input) => useLink(visitor, input.password),
    page: ({ token }, { frame }, attempt) => <ResetPage frame={frame} token={token} attempt={attempt} />,
    json: () => ({}),
    done: (reset, { lang }) => ({
      location: '/connexion',
      toast: { message: resetText[lang].done },
      json: { next: '/connexion' },
      afterwards: (platform) => forgetGuesses(platform, reset.identifier),
    }),
    explain: (_refused, lang) => ({
      status: 422,
      errors: [{ field: 'password', message: entryText[lang].weakPassword }],
    }),
  })
}
