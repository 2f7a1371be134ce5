import { isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from '#src/platform/http/app-env.ts'
import { preferredLang, wantsJson } from '#src/platform/http/negotiate.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { publicFrame, readPublicForm } from '#src/platform/http/public.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { leaveToast } from '#src/platform/http/toast.ts'
import { refusePublic } from '#src/platform/http/refuse-public.ts'
import { entryText } from '../entry-text.ts'
import { openFirstSession } from '../login/browser.ts'
import { masterKeyFile } from '../settings/key-file.ts'
import { areFirstStepsOpen } from './code.ts'
import { firstStepsForm } from './form.ts'
import { FirstStepsPage } from './page.tsx'
import { takeFirstSteps } from './take-first-steps.ts'
import { firstStepsText } from './text.ts'

export function addFirstSteps(routes: Routes): void {
  routes.open('get', '/premiers-pas', {
    summary: 'The first page of a new installation',
    surface: 'public',
    async handle(c) {
      await requireOpen(c)
      return c.html(String(await FirstStepsPage({ frame: publicFrame(c) })))
    },
  })
  routes.open('post', '/premiers-pas', {
    summary: 'Make the first practice with the one-time code of the console',
    surface: 'public',
    form: firstStepsForm,
    handle: answerFirstSteps,
  })
}

async function answerFirstSteps(c: AppContext): Promise<Response> {
  await requireOpen(c)
  const again = (attempt: Parameters<typeof FirstStepsPage>[0]['attempt']) =>
    FirstStepsPage({ frame: publicFrame(c), attempt })
  const form = await readPublicForm(c, firstStepsForm)
  if (!form.ok) return refusePublic(c, form.body, form.attempt.errors, again)
  const created = await takeFirstSteps(c.var.platform, form.value)
  const text = firstStepsText[preferredLang(c)]
  if (isRefused(created)) {
    const error =
      created.refused === 'wrong-code'
        ? { field: 'code', message: text.wrongCode }
        : { field: 'password', message: entryText[preferredLang(c)].weakPassword }
    return refusePublic(c, form.body, [error], again)
  }
  await openFirstSession(c, created)
  const next = masterKeyFile(c.var.platform.config) ? '/parametres/cle' : '/aujourdhui'
  if (wantsJson(c)) {
    return c.json({ practiceId: created.practiceId, next }, 201, { Location: next })
  }
  leaveToast(c, c.var.platform, { message: text.done })
  return c.redirect(next, 303)
}

async function requireOpen(c: AppContext): Promise<void> {
  if (!(await areFirstStepsOpen(c.var.platform))) throw new NotFound('first steps are over')
}
