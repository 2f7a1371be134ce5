import type { Refused } from '#src/domain/refusal.ts'
import { Forbidden, NotFound } from '#src/platform/http/problem.ts'
import type { Attempt, Explained, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { entryText } from '../entry-text.ts'
import {
  confirmEnrolment,
  findEnrolment,
  renewRecoveryCodes,
  startEnrolment,
  stopSecondFactor,
} from './enrolment.ts'
import { changePasswordForm, codeForm, passwordForm, tokenForm } from './forms.ts'
import { loadSecurity } from './load.ts'
import { EnrolmentPage, RecoveryCodesPage, SecurityPage, TokenPage } from './pages.tsx'
import { explainPassword } from './explain-password.ts'
import { type PasswordRefusal, countPasswordTries } from './password-gate.ts'
import { changePassword } from './password.ts'
import { revokeOtherSessions, revokeSession } from './sessions.ts'
import { securityText } from './text.ts'
import { createApiToken, revokeApiToken } from './tokens.ts'

const HERE = '/parametres/securite'

export function addSecurity(routes: Routes): void {
  for (const noun of ['mot-de-passe', 'second-facteur/arret', 'codes-de-secours']) {
    routes.app.use(`${HERE}/${noun}`, countPasswordTries)
  }
  routes.page(HERE, {
    summary: 'Second factor, sessions and API tokens',
    load: loadSecurity,
    page: (state, view) => <SecurityPage view={view} state={state} />,
  })
  routes.action(`${HERE}/mot-de-passe`, {
    summary: 'Change the password; all other sessions end',
    form: changePasswordForm,
    act: (visit, input) => changePassword(visit, { ...visit.user, sessionId: requireSession(visit) }, input),
    done: (_outcome, { lang }) => ({
      location: HERE,
      toast: { message: securityText[lang].passwordChanged },
    }),
    explain(refused, lang) {
      if (refused.refused !== 'weak-password') return explainPassword(refused, 'currentPassword', lang)
      return { status: 422, errors: [{ field: 'newPassword', message: entryText[lang].weakPassword }] }
    },
    again: (visit, attempt) => showAgain(visit, attempt, 'password'),
  })
  addSecondFactor(routes)
  addSessions(routes)
  addTokens(routes)
}

function addSecondFactor(routes: Routes): void {
  routes.button(`${HERE}/second-facteur`, {
    summary: 'Begin to turn the second factor on: makes a secret to be confirmed',
    act(visit) {
      requireSession(visit)
      return startEnrolment(visit, visit.user.id)
    },
    done: () => ({ location: `${HERE}/second-facteur` }),
    explain: (_refused, lang) => ({ status: 409, errors: [{ message: securityText[lang].factorAlreadyOn }] }),
    again: (visit, attempt) => showAgain(visit, attempt, undefined),
  })
  routes.page(`${HERE}/second-facteur`, {
    summary: 'The secret that waits for its first code, as a QR code',
    async load(visit) {
      requireSession(visit)
      const enrolment = await findEnrolment(visit, visit.user.id)
      if (!enrolment) throw new NotFound('no enrolment')
      return enrolment
    },
    page: (enrolment, view) => <EnrolmentPage view={view} enrolment={enrolment} />,
  })
  routes.secret(`${HERE}/second-facteur/confirmation`, {
    summary: 'Turn the second factor on with a first code; answers the recovery codes, once',
    form: codeForm,
    afterwards: HERE,
    act: (visit, { code }) => confirmEnrolment(visit, visit.user.id, code),
    page: ({ codes }, view) => <RecoveryCodesPage view={view} codes={codes} />,
    json: ({ codes }) => ({ recoveryCodes: codes }),
    explain({ refused }, lang) {
      const text = securityText[lang]
      return refused === 'wrong-code'
        ? { status: 422, errors: [{ field: 'code', message: text.wrongCode }] }
        : { status: 409, errors: [{ message: text.enrolLost }] }
    },
    async again(visit, attempt) {
      const enrolment = await findEnrolment(visit, visit.user.id)
      return enrolment ? (
        <EnrolmentPage view={visit.view} enrolment={enrolment} attempt={attempt} />
      ) : (
        showAgain(visit, attempt, undefined)
      )
    },
  })
  routes.action(`${HERE}/second-facteur/arret`, {
    summary: 'Turn the second factor off with the password',
    form: passwordForm,
    act(visit, { password }) {
      requireSession(visit)
      return stopSecondFactor(visit, visit.user.id, password)
    },
    done: (_outcome, { lang }) => ({ location: HERE, toast: { message: securityText[lang].factorStopped } }),
    explain: (refused, lang) => explainPasswordAsked(refused, lang),
    again: (visit, attempt) => showAgain(visit, attempt, 'factor'),
  })
  routes.secret(`${HERE}/codes-de-secours`, {
    summary: 'Make new recovery codes with the password; answers them, once',
    form: passwordForm,
    afterwards: HERE,
    act: (visit, { password }) => renewRecoveryCodes(visit, visit.user.id, password),
    page: ({ codes }, view) => <RecoveryCodesPage view={view} codes={codes} />,
    json: ({ codes }) => ({ recoveryCodes: codes }),
    explain: explainPasswordAsked,
    again: (visit, attempt) => showAgain(visit, attempt, 'recovery'),
  })
}

function addSessions(routes: Routes): void {
  routes.button(`${HERE}/sessions/fermeture`, {
    summary: 'End all sessions but this one',
    act: (visit) => revokeOtherSessions(visit, visit.user.id, requireSession(visit)),
    done: (outcome, { lang }) => ({
      location: HERE,
      toast: { message: securityText[lang].othersRevoked },
      json: outcome,
    }),
  })
  routes.button(`${HERE}/sessions/:id/fermeture`, {
    summary: 'End one session',
    act(visit, id) {
      requireSession(visit)
      return revokeSession(visit, visit.user.id, id)
    },
    done: (_outcome, { lang }) => ({ location: HERE, toast: { message: securityText[lang].revoked } }),
  })
}

function addTokens(routes: Routes): void {
  routes.secret(`${HERE}/jetons`, {
    summary: 'Make an API token; answers its text, once',
    form: tokenForm,
    afterwards: HERE,
    act: (visit, input) => createApiToken(visit, visit.user.id, input),
    page: ({ token }, view) => <TokenPage view={view} token={token} />,
    json: (token) => token,
    again: (visit, attempt) => showAgain(visit, attempt, 'token'),
  })
  routes.button(`${HERE}/jetons/:id/revocation`, {
    summary: 'Revoke an API token',
    act(visit, id) {
      requireSession(visit)
      return revokeApiToken(visit, visit.user.id, id)
    },
    done: (_outcome, { lang }) => ({ location: HERE, toast: { message: securityText[lang].tokenRevoked } }),
  })
}

/** A leaked token must not be able to make more of itself or to lock its owner out. */
function requireSession(visit: Visit): string {
  if (visit.loginSessionId === undefined) throw new Forbidden('api token')
  return visit.loginSessionId
}

async function showAgain(
  visit: Visit,
  attempt: Attempt,
  refused: Parameters<typeof SecurityPage>[0]['refused'],
) {
  const state = await loadSecurity(visit)
  return <SecurityPage view={visit.view} state={state} attempt={attempt} refused={refused} />
}

function explainPasswordAsked(refused: PasswordRefusal | Refused<'not-on'>, lang: Lang): Explained {
  if (refused.refused !== 'not-on') return explainPassword(refused, 'password', lang)
  return { status: 409, errors: [{ message: securityText[lang].factorNotOn }] }
}
