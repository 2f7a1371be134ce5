import { declareEvents } from '#src/platform/events/declare-events.ts'

export const sessionEvents = declareEvents('session', {
  hold: {
    isCommon: true,
    fr: 'Séance tenue',
    en: 'Session held',
    facts: { appointmentId: 'string', patientId: 'string' },
  },
  undo: {
    fr: 'Retrait d’une séance tenue',
    en: 'Held session taken back',
    facts: { appointmentId: 'string' },
  },
})

const draft = { subject: 'session', facts: { draftId: 'string' } } as const

export const noteEvents = declareEvents('note', {
  edit: {
    fr: 'Rédaction d’une note',
    en: 'Note written',
    subject: 'session',
    facts: { editorId: 'string' },
  },
  save: {
    isCommon: true,
    fr: 'Enregistrement d’une note',
    en: 'Note saved',
    subject: 'session',
    facts: { version: 'number', reason: 'string' },
  },
  discardDraft: { fr: 'Abandon d’un brouillon de note', en: 'Draft of a note discarded', ...draft },
  takeBackDraft: { fr: 'Reprise d’un brouillon de note', en: 'Draft of a note taken back', ...draft },
  search: {
    fr: 'Recherche dans les notes',
    en: 'Notes searched',
    subject: 'practice',
    facts: { scanned: 'number', found: 'number' },
  },
})
