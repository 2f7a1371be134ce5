import { declareEvents } from '#src/platform/events/declare-events.ts'

/** What is remembered of those who run the installation, in their own trail. */
export const operatorEvents = declareEvents('operator', {
  create: { fr: 'Création d’un accès d’opérateur', en: 'Operator access made' },
  renew: { fr: 'Renouvellement d’un accès d’opérateur', en: 'Operator access renewed' },
  'take-access': { fr: 'Choix d’un mot de passe d’opérateur', en: 'Operator password chosen' },
  enrol: { fr: 'Second facteur d’un opérateur confirmé', en: 'Operator’s second factor confirmed' },
  'log-in': { fr: 'Connexion d’un opérateur', en: 'Operator logged in' },
  'log-out': { fr: 'Déconnexion d’un opérateur', en: 'Operator logged out' },
  fail: { fr: 'Connexion d’un opérateur refusée', en: 'Operator login refused', facts: { step: 'string' } },
})
