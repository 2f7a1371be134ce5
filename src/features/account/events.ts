import { declareEvents } from '#src/platform/events/declare-events.ts'

export const installationEvents = declareEvents('installation', {
  'first-steps': {
    fr: 'Premiers pas avec le code de la console',
    en: 'First steps taken with the console’s code',
    subject: 'practice',
  },
})

export const practiceEvents = declareEvents('practice', {
  create: { fr: 'Création du cabinet', en: 'Practice created' },
  update: {
    fr: 'Modification des paramètres du cabinet',
    en: 'Settings of the practice changed',
    // Names of the fields, between blanks.
    facts: { fields: 'string' },
  },
})

export const accountEvents = declareEvents('account', {
  update: {
    fr: 'Modification du compte',
    en: 'Account changed',
    subject: 'user',
    facts: { theme: 'string?' },
  },
  'change-identifier': { fr: 'Changement de l’identifiant', en: 'Identifier changed', subject: 'user' },
})

export const loginEvents = declareEvents('login', {
  succeed: { fr: 'Connexion', en: 'Logged in', facts: { secondFactor: 'boolean?' } },
  fail: {
    fr: 'Essai de connexion refusé',
    en: 'Login refused',
    subject: 'user',
    // Which was wrong: the password or the code.
    facts: { step: 'string' },
  },
  end: { fr: 'Déconnexion', en: 'Logged out' },
  revoke: { fr: 'Déconnexion d’un appareil à distance', en: 'Device logged out from afar' },
  'revoke-others': {
    fr: 'Déconnexion de tous les autres appareils',
    en: 'All other devices logged out',
    subject: 'user',
    facts: { count: 'number' },
  },
})

/** How many logins ended with the old password. */
const revoked = { revokedSessions: 'number' } as const

export const passwordEvents = declareEvents('password', {
  change: { fr: 'Changement du mot de passe', en: 'Password changed', subject: 'user', facts: revoked },
  refuse: {
    fr: 'Mot de passe refusé dans les paramètres',
    en: 'Password refused in the settings',
    subject: 'user',
  },
  'ask-reset': {
    fr: 'Demande d’un lien de mot de passe oublié',
    en: 'Password link asked for',
    subject: 'user',
  },
  reset: { fr: 'Nouveau mot de passe par lien', en: 'New password by link', subject: 'user', facts: revoked },
})

export const secondFactorEvents = declareEvents('second-factor', {
  start: { fr: 'Début d’activation du second facteur', en: 'Second factor begun', subject: 'user' },
  enable: { fr: 'Activation du second facteur', en: 'Second factor turned on', subject: 'user' },
  disable: { fr: 'Désactivation du second facteur', en: 'Second factor turned off', subject: 'user' },
})

export const recoveryCodeEvents = declareEvents('recovery-code', {
  use: { fr: 'Emploi d’un code de secours', en: 'Recovery code used', subject: 'user' },
  renew: {
    fr: 'Création de codes de secours',
    en: 'Recovery codes made',
    subject: 'user',
    facts: { count: 'number' },
  },
})

export const apiTokenEvents = declareEvents('api-token', {
  create: {
    fr: 'Création d’un jeton d’API',
    en: 'API token made',
    facts: { expiresInDays: 'number?' },
  },
  revoke: { fr: 'Révocation d’un jeton d’API', en: 'API token revoked' },
})
