import { declareEvents } from '../events/declare-events.ts'

/** Why it did not leave. */
const failure = { reason: 'string' } as const

export const messageEvents = declareEvents('message', {
  send: { fr: 'Envoi d’un message', en: 'Message sent' },
  delay: { fr: 'Envoi d’un message remis à plus tard', en: 'Message put off', facts: failure },
  fail: { fr: 'Échec de l’envoi d’un message', en: 'Message could not be sent', facts: failure },
  retry: { fr: 'Nouvel essai d’envoi d’un message', en: 'Message tried again' },
})
