import { isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { strangerDoor } from '#src/platform/http/stranger.ts'
import type { Platform } from '#src/platform/platform.ts'
import { entryText } from '../entry-text.ts'
import { openFirstSession } from '../login/browser.ts'
import { masterKeyFile } from '../settings/key-file.ts'
import { areFirstStepsOpen } from './code.ts'
import { firstStepsForm } from './form.ts'
import { FirstStepsPage } from './page.tsx'
import { takeFirstSteps } from './take-first-steps.ts'
import { firstStepsText } from './text.ts'

export function addFirstSteps(routes: Routes): void {
  routes.visitor.form('/premiers-pas', {
    enter: strangerDoor,
    summary: 'Make the first practice of a new installation with the one-time code of the console',
    form: firstStepsForm,
    async load({ platform }) {
      await requireOpen(platform)
      return {}
    },
    async act(stranger, input) {
      const { platform } = stranger
      await requireOpen(platform)
      const created = await takeFirstSteps(platform, input)
      if (isRefused(created)) return created
      const { cookies } = await openFirstSession(stranger, created)
      const next = masterKeyFile(platform.config) ? '/parametres/cle' : '/aujourdhui'
      return { practiceId: created.practiceId, next, cookies }
    },
    page: (_data, { frame }, attempt) => <FirstStepsPage frame={frame} attempt={attempt} />,
    done: ({ practiceId, next, cookies }, { lang }) => ({
      location: next,
      created: true,
      toast: { message: firstStepsText[lang].done },
      json: { practiceId, next },
      cookies,
    }),
    explain: ({ refused }, lang) => ({
      status: 422,
      errors:
        refused === 'wrong-code'
          ? [{ field: 'code', message: firstStepsText[lang].wrongCode }]
          : [{ field: 'password', message: entryText[lang].weakPassword }],
    }),
  })
}

async function requireOpen(platform: Platform): Promise<void> {
  if (!(await areFirstStepsOpen(platform))) throw new NotFound('first steps are over')
}
