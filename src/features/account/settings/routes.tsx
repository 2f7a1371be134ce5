import { wantsJson } from '#src/platform/http/negotiate.ts'
import { Forbidden, NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { enter } from '#src/platform/http/visit.ts'
import { nextPath } from '../login/next-path.ts'
import { explainPassword } from '../security/explain-password.ts'
import { countPasswordTries } from '../security/password-gate.ts'
import { AccountPage } from './account-page.tsx'
import { chooseTheme, getAccountSettings, updateAccount } from './account.ts'
import { changeIdentifier } from './change-identifier.ts'
import { accountForm, identifierForm, practiceForm, themeForm } from './form.ts'
import { HubPage, settingsEntries } from './hub-page.tsx'
import { masterKeyFile, ownsMachine } from './key-file.ts'
import { KeyPage } from './key-page.tsx'
import { PracticePage } from './practice-page.tsx'
import { getPracticeSettings, updatePractice } from './practice.ts'
import { settingsText } from './text.ts'

export function addSettings(routes: Routes): void {
  routes.page('/parametres', {
    summary: 'The settings there are',
    load: async (visit) => ({ hasKeyFile: await ownsMachine(visit), lang: visit.view.lang }),
    page: ({ hasKeyFile }, view) => <HubPage view={view} hasKeyFile={hasKeyFile} />,
    json: ({ hasKeyFile, lang }) => ({
      items: settingsEntries(lang, hasKeyFile).flatMap(({ entries }) =>
        entries.map(({ href, title }) => ({ href, title })),
      ),
      next: null,
    }),
  })
  routes.page('/parametres/cabinet', {
    summary: 'Identity, numbers and rules of the practice',
    load: (visit) => getPracticeSettings(visit, visit.user.practitionerId),
    page: (practice, view) => <PracticePage view={view} practice={practice} />,
  })
  routes.action('/parametres/cabinet', {
    summary: 'Change identity, numbers and rules of the practice',
    form: practiceForm,
    act: (visit, input) => updatePractice(visit, visit.user.practitionerId, input),
    done: (_outcome, { lang }) => ({
      location: '/parametres/cabinet',
      toast: { message: settingsText[lang].saved },
    }),
    explain(refused, lang) {
      const text = settingsText[lang]
      if (refused.refused === 'stale') {
        return { status: 409, errors: [{ message: text.stale }], extra: { current: refused.current } }
      }
      return {
        status: 422,
        errors: refused.problems.map((problem) => ({ field: problem.field, message: text[problem.text] })),
      }
    },
    again: async (visit, attempt) => (
      <PracticePage
        view={visit.view}
        practice={await getPracticeSettings(visit, visit.user.practitionerId)}
        attempt={attempt}
      />
    ),
  })
  addAccount(routes)
  routes.open('get', '/parametres/cle', {
    summary: 'Where the master key lies',
    surface: 'practice',
    async handle(c) {
      const file = masterKeyFile(c.var.platform.config)
      const view = await enter(c, async (visit) => {
        if (!file || !(await ownsMachine(visit))) throw new NotFound('no key file')
        return visit.view
      })
      if (wantsJson(c)) return c.json({ file })
      return c.html(String(await KeyPage({ view, file: file ?? '' })))
    },
  })
}

function addAccount(routes: Routes): void {
  routes.page('/parametres/compte', {
    summary: 'Name, language and theme',
    load: (visit) => getAccountSettings(visit, visit.user.id),
    page: (account, view) => <AccountPage view={view} account={account} />,
  })
  routes.action('/parametres/compte', {
    summary: 'Change name, language and theme',
    form: accountForm,
    act: (visit, input) => updateAccount(visit, visit.user.id, input),
    done: (_outcome, { input }) => ({
      location: '/parametres/compte',
      toast: { message: settingsText[input.language].saved },
    }),
    explain: (refused, lang) => ({
      status: 409,
      errors: [{ message: settingsText[lang].stale }],
      extra: { current: refused.current },
    }),
    again: async (visit, attempt) => (
      <AccountPage
        view={visit.view}
        account={await getAccountSettings(visit, visit.user.id)}
        attempt={attempt}
      />
    ),
  })
  routes.app.use('/parametres/compte/identifiant', countPasswordTries)
  routes.action('/parametres/compte/identifiant', {
    summary: 'Change the login name, with the password',
    form: identifierForm,
    act(visit, input) {
      if (visit.loginSessionId === undefined) throw new Forbidden('api token')
      return changeIdentifier(visit, visit.user, input)
    },
    done: ({ identifier }, { lang }) => ({
      location: '/parametres/compte',
      toast: { message: settingsText[lang].identifierChanged(identifier) },
      json: { identifier },
    }),
    explain(refused, lang) {
      const text = settingsText[lang]
      const at = (message: string) => ({ status: 422 as const, errors: [{ field: 'identifier', message }] })
      switch (refused.refused) {
        case 'identifier-taken':
          return { ...at(text.identifierTaken), status: 409 }
        case 'identifier-in-password':
          return at(text.identifierInPassword)
        default:
          return explainPassword(refused, 'password', lang)
      }
    },
    again: async (visit, attempt) => (
      <AccountPage
        view={visit.view}
        account={await getAccountSettings(visit, visit.user.id)}
        attempt={attempt}
        refused="identifier"
      />
    ),
  })
  routes.action('/apparence', {
    summary: 'Choose the light or the dark theme',
    form: themeForm,
    async act(visit, { theme }) {
      await chooseTheme(visit, visit.user.id, theme)
      return { theme }
    },
    done: ({ theme }, { input }) => ({ location: nextPath(input.returnTo), json: { theme } }),
  })
}
