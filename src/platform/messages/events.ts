import { declareEvents } from '../events/declare-events.ts'

/** Why it did not leave. */
const reason = { reason: 'string' } as const

export const messageEvents = declareEvents('message', {
  send: { fr: 'Envoi d’un message', en: 'Message sent' },
  delay: { fr: 'Envoi d’un message remis à plus tard', en: 'Message put off', facts: reason },
  fail: { fr: 'Échec de l’envoi d’un message', en: 'Message could not be sent', facts: reason },
  lose: {
    fr: 'Message peut-être parti, sans réponse du serveur',
    en: 'Message may have left, without an answer',
    facts: reason,
  },
  drop: { fr: 'Message abandonné avant l’envoi', en: 'Message given up before it left', facts: reason },
  retry: { fr: 'Nouvel essai d’envoi d’un message', en: 'Message tried again' },
})
