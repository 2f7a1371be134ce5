import { declareEvents } from '#src/platform/events/declare-events.ts'

export const calendarImportEvents = declareEvents('calendarImport', {
  start: {
    fr: 'Lecture d’un agenda à importer',
    en: 'Calendar to import read',
    facts: { events: 'number', bytes: 'number' },
  },
  confirm: {
    fr: 'Import d’un agenda',
    en: 'Calendar imported',
    facts: {
      appointments: 'number',
      overlapping: 'number',
      shortened: 'number',
      timeOff: 'number',
      patients: 'number',
      leftOut: 'number',
      alreadyThere: 'number',
      refused: 'number',
    },
  },
})
