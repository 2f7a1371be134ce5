import { Forbidden, NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { nextPath } from '../login/next-path.ts'
import { explainPassword } from '../security/explain-password.ts'
import { countPasswordTries } from '../security/password-gate.ts'
import { AccountPage } from './account-page.tsx'
import { chooseTheme, getAccountSettings, updateAccount } from './account.ts'
import { changeIdentifier } from './change-identifier.ts'
import { accountForm, identifierForm, practiceForm, themeForm } from './form.ts'
import { HubPage } from './hub-page.tsx'
import { masterKeyFile, ownsMachine } from './key-file.ts'
import { KeyPage } from './key-page.tsx'
import { PracticePage } from './practice-page.tsx'
import { getPracticeSettings, updatePractice } from './practice.ts'
import { settingsText } from './text.ts'

export function addSettings(routes: Routes): void {
  routes.page('/parametres', {
    summary: 'The settings there are',
    load: async (visit) => {
      const ownsIt = await ownsMachine(visit)
      const entries = visit.house.settings.filter((entry) => entry.audience !== 'machineOwner' || ownsIt)
      return { entries, lang: visit.view.lang }
    },
    page: ({ entries }, view) => <HubPage view={view} entries={entries} />,
    json: ({ entries, lang }) => ({
      items: entries.map(({ href, title }) => ({ href, title: title[lang] })),
      next: null,
    }),
  })
  routes.form('/parametres/cabinet', {
    summary: 'Identity, numbers and rules of the practice',
    form: practiceForm,
    load: (visit) => getPracticeSettings(visit, visit.user.practitionerId),
    act: (visit, input) => updatePractice(visit, visit.user.practitionerId, input),
    page: (practice, view, attempt) => <PracticePage view={view} practice={practice} attempt={attempt} />,
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
  })
  addAccount(routes)
  routes.page('/parametres/cle', {
    summary: 'Where the master key lies',
    async load(visit) {
      const file = masterKeyFile(visit.config)
      if (!file || !(await ownsMachine(visit))) throw new NotFound('no key file')
      return { file }
    },
    page: ({ file }, view) => <KeyPage view={view} file={file} />,
  })
}

function addAccount(routes: Routes): void {
  routes.form('/parametres/compte', {
    summary: 'Name, language and theme',
    form: accountForm,
    load: (visit) => getAccountSettings(visit, visit.user.id),
    act: (visit, input) => updateAccount(visit, visit.user.id, input),
    page: (account, view, attempt) => <AccountPage view={view} account={account} attempt={attempt} />,
    done: (_outcome, { input }) => ({
      location: '/parametres/compte',
      toast: { message: settingsText[input.language].saved },
    }),
    explain: (refused, lang) => ({
      status: 409,
      errors: [{ message: settingsText[lang].stale }],
      extra: { current: refused.current },
    }),
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
