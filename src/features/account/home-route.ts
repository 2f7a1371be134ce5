import type { AppContext } from '#src/platform/http/app-env.ts'
import { NotLoggedIn } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { enterPractice } from '#src/platform/http/visit.ts'
import { areFirstStepsOpen } from './first-steps/code.ts'

/** The bare address leads where its visitor is: the day, the login, or the first steps. */
export function addHome(routes: Routes): void {
  routes.open('/', {
    summary: 'Leads to the day, the login or the first steps',
    async handle(c) {
      if (await isLoggedIn(c)) return c.redirect('/aujourdhui', 303)
      return c.redirect((await areFirstStepsOpen(c.var.platform)) ? '/premiers-pas' : '/connexion', 303)
    },
  })
}

async function isLoggedIn(c: AppContext): Promise<boolean> {
  try {
    return await enterPractice(c, async () => true)
  } catch (error) {
    if (error instanceof NotLoggedIn) return false
    throw error
  }
}
