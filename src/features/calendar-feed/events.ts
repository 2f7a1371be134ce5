import { declareEvents } from '#src/platform/events/declare-events.ts'

export const calendarFeedEvents = declareEvents('calendar-feed', {
  create: {
    fr: 'Création d’une adresse de calendrier',
    en: 'Calendar address made',
    facts: { titles: 'string' },
  },
  revoke: { fr: 'Révocation d’une adresse de calendrier', en: 'Calendar address revoked' },
})
