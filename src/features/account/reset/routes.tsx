import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from '#src/platform/http/app-env.ts'
import { preferredLang, wantsJson } from '#src/platform/http/negotiate.ts'
import { problem } from '#src/platform/http/problem.ts'
import { publicFrame, readPublicForm } from '#src/platform/http/public.ts'
import type { Attempt, Routes } from '#src/platform/http/routes.ts'
import { leaveToast } from '#src/platform/http/toast.ts'
import { clientAddress } from '#src/platform/login/address.ts'
import { readToken } from '#src/platform/login/token.ts'
import { refusePublic } from '#src/platform/http/refuse-public.ts'
import { entryText } from '../entry-text.ts'
import { identifier, password } from '../forms.ts'
import { evenTime } from '../login/even-time.ts'
import { askReset } from './ask-reset.ts'
import { AskResetPage, AskedPage, LinkOverPage, ResetPage } from './pages.tsx'
import { resetText } from './text.ts'
import { isLinkAlive, useLink } from './use-link.ts'

const askForm = z.object({ identifier })
const resetForm = z.object({ password })

export function addReset(routes: Routes): void {
  routes.open('get', '/mot-de-passe-oublie', {
    summary: 'The page that asks for a reset link',
    surface: 'public',
    handle: async (c) => c.html(String(await AskResetPage({ frame: publicFrame(c) }))),
  })
  routes.open('post', '/mot-de-passe-oublie', {
    summary: 'Ask for a reset link; the answer is the same for every identifier',
    surface: 'public',
    form: askForm,
    handle: answerAsk,
  })
  routes.open('get', '/reinitialisation/:token', {
    summary: 'The page of a reset link; opening it changes nothing',
    surface: 'public',
    async handle(c) {
      const token = tokenOf(c)
      if (!token || !(await isLinkAlive(c.var.platform, token))) return answerOver(c)
      return c.html(String(await ResetPage({ frame: publicFrame(c), token: token.text })))
    },
  })
  routes.open('post', '/reinitialisation/:token', {
    summary: 'Set a new password with a reset link, once',
    surface: 'public',
    form: resetForm,
    handle: answerReset,
  })
}

async function answerAsk(c: AppContext): Promise<Response> {
  const form = await readPublicForm(c, askForm)
  const again = (attempt: Attempt) => AskResetPage({ frame: publicFrame(c), attempt })
  if (!form.ok) return refusePublic(c, form.body, form.attempt.errors, again)
  const { platform } = c.var
  await evenTime(
    () => askReset(platform, form.value.identifier, clientAddress(c)),
    () => true,
  )
  if (wantsJson(c)) return c.json({}, 202)
  const canSend = platform.config.smtpUrl !== undefined
  return c.html(String(await AskedPage({ frame: publicFrame(c), canSend })))
}

async function answerReset(c: AppContext): Promise<Response> {
  const form = await readPublicForm(c, resetForm)
  const token = tokenOf(c)
  if (!token) return answerOver(c)
  const again = (attempt: Attempt) => ResetPage({ frame: publicFrame(c), token: token.text, attempt })
  if (!form.ok) return refusePublic(c, form.body, form.attempt.errors, again)
  const outcome = await useLink(c.var.platform, token, form.value.password)
  const text = resetText[preferredLang(c)]
  if (isRefused(outcome)) {
    if (outcome.refused === 'over') return answerOver(c)
    return refusePublic(
      c,
      form.body,
      [{ field: 'password', message: entryText[preferredLang(c)].weakPassword }],
      again,
    )
  }
  if (wantsJson(c)) return c.json({ next: '/connexion' })
  leaveToast(c, c.var.platform, { message: text.done })
  return c.redirect('/connexion', 303)
}

function tokenOf(c: AppContext) {
  return readToken(c.req.param('token') ?? '')
}

async function answerOver(c: AppContext): Promise<Response> {
  if (wantsJson(c)) return problem(410, resetText[preferredLang(c)].overTitle)
  return c.html(String(await LinkOverPage({ frame: publicFrame(c) })), 410)
}
