import { mailSend, messageEvents, sweepSentMessages } from '#src/platform/messages/index.ts'
import { sweepLinks } from '#src/platform/links/links.ts'
import { sweepHeardEvents, sweepToldEvents } from '#src/platform/webhooks/sweeps.ts'
import { sweepSubmissions } from '#src/platform/http/submission.ts'

import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { sweepLoginSessions, sweepLoginThrottles } from './login/sweep-logins.ts'
import { passwordReset } from './reset/reset-letter.ts'
import { accountRoutes } from './routes.tsx'
import { identifierChanged } from './settings/identifier-letter.ts'
import {
  accountEvents,
  apiTokenEvents,
  installationEvents,
  loginEvents,
  passwordEvents,
  practiceEvents,
  recoveryCodeEvents,
  secondFactorEvents,
} from './events.ts'
import { messageSubjects } from './messages/event-subjects.ts'
import { securitySubjects } from './security/event-subjects.ts'
import { practiceSubjects } from './settings/event-subjects.ts'

export const account: Feature<IconName> = {
  name: 'account',
  routes: accountRoutes,
  owns: [
    'practice',
    'practitioner',
    'user_account',
    'recovery_code',
    'login_session',
    'api_token',
    'outbox_message',
    'directory.login',
    'directory.practice',
    'directory.login_throttle',
    'directory.installation',
  ],
  navigation: [
    {
      key: 'settings',
      group: 'practice',
      order: 90,
      href: '/parametres',
      icon: 'settings',
      label: { fr: 'Paramètres', en: 'Settings' },
      covers: ['/lieux', '/journal'],
    },
  ],
  settings: [
    {
      group: 'practice',
      order: 10,
      href: '/parametres/cabinet',
      icon: 'building',
      title: { fr: 'Cabinet', en: 'Practice' },
      detail: {
        fr: 'Nom, adresse, numéros, facturation, fuseau horaire',
        en: 'Name, address, numbers, invoicing, time zone',
      },
    },
    {
      group: 'you',
      order: 10,
      href: '/parametres/compte',
      icon: 'user',
      title: { fr: 'Compte et affichage', en: 'Account and display' },
      detail: {
        fr: 'Votre nom, la langue, le thème clair ou sombre',
        en: 'Your name, language, light or dark theme',
      },
    },
    {
      group: 'you',
      order: 20,
      href: '/parametres/securite',
      icon: 'shield-check',
      title: { fr: 'Sécurité', en: 'Security' },
      detail: {
        fr: 'Mot de passe, second facteur, appareils connectés, jetons',
        en: 'Password, second factor, connected devices, tokens',
      },
    },
    {
      group: 'you',
      order: 30,
      href: '/parametres/cle',
      icon: 'key',
      audience: 'machineOwner',
      title: { fr: 'Clé de chiffrement', en: 'Encryption key' },
      detail: {
        fr: 'Où elle se trouve, et pourquoi en garder une copie',
        en: 'Where it is, and why to keep a copy',
      },
    },
    {
      group: 'data',
      order: 30,
      href: '/parametres/messages',
      icon: 'mail',
      title: { fr: 'Messages en attente', en: 'Waiting messages' },
      detail: { fr: 'Le courrier qui n’est pas encore parti', en: 'Mail that has not left yet' },
    },
    {
      group: 'data',
      order: 40,
      href: '/journal',
      icon: 'history',
      title: { fr: 'Journal', en: 'Audit trail' },
      detail: { fr: 'Qui a fait quoi, et quand', en: 'Who did what, and when' },
    },
  ],
  shortcuts: [
    { order: 100, href: '/parametres', icon: 'settings', label: { fr: 'Paramètres', en: 'Settings' } },
  ],
  messages: [passwordReset, identifierChanged],
  due: { 'mail-send': mailSend },
  sweeps: [
    sweepLoginSessions,
    sweepLoginThrottles,
    sweepSubmissions,
    sweepSentMessages,
    sweepToldEvents,
    sweepHeardEvents,
    sweepLinks,
  ],
  events: {
    title: { fr: 'Cabinet, compte et messages', en: 'Practice, account and messages' },
    of: [
      loginEvents,
      passwordEvents,
      secondFactorEvents,
      recoveryCodeEvents,
      apiTokenEvents,
      accountEvents,
      practiceEvents,
      installationEvents,
      messageEvents,
    ],
  },
  subjects: { ...messageSubjects, ...practiceSubjects, ...securitySubjects },
}
