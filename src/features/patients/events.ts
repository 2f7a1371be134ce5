import { declareEvents } from '#src/platform/events/declare-events.ts'

const otherFile = { otherId: 'string' } as const
const mergedInto = { mergedIntoId: 'string' } as const
const member = { memberId: 'string' } as const

export const patientEvents = declareEvents('patient', {
  create: { isCommon: true, fr: 'Création d’une fiche de patient', en: 'Patient file created' },
  read: {
    isCommon: true,
    fr: 'Consultation d’une fiche de patient',
    en: 'Patient file read',
    // What else of the file was shown: a part of it, a session, a version of that session's note.
    facts: { part: 'string?', sessionId: 'string?', version: 'number?' },
  },
  update: {
    isCommon: true,
    fr: 'Modification d’une fiche de patient',
    en: 'Patient file changed',
    facts: { version: 'number', changed: 'number' },
  },
  archive: { isCommon: true, fr: 'Archivage d’une fiche de patient', en: 'Patient file archived' },
  unarchive: { fr: 'Désarchivage d’une fiche de patient', en: 'Patient file taken out of the archive' },
  merge: { fr: 'Fusion de deux fiches', en: 'Two files merged', facts: mergedInto },
  unmerge: { fr: 'Annulation d’une fusion de fiches', en: 'Merge of files undone', facts: mergedInto },
  'mark-distinct': {
    fr: 'Deux fiches reconnues comme distinctes',
    en: 'Two files known to be distinct',
    facts: otherFile,
  },
  'unmark-distinct': {
    fr: 'Deux fiches de nouveau comparables',
    en: 'Two files comparable again',
    facts: otherFile,
  },
  'add-member': {
    fr: 'Ajout d’une personne à une fiche commune',
    en: 'Person added to a common file',
    facts: member,
  },
  'remove-member': {
    fr: 'Retrait d’une personne d’une fiche commune',
    en: 'Person removed from a common file',
    facts: member,
  },
  export: {
    fr: 'Export des patients',
    en: 'Patients exported',
    subject: 'practice',
    facts: { count: 'number' },
  },
})

const ofGuardian = { subject: 'patient', facts: { guardianId: 'string' } } as const

export const guardianEvents = declareEvents('guardian', {
  create: { fr: 'Ajout d’un titulaire de l’autorité parentale', en: 'Guardian added', ...ofGuardian },
  update: {
    fr: 'Modification d’un titulaire de l’autorité parentale',
    en: 'Guardian changed',
    ...ofGuardian,
  },
  remove: { fr: 'Retrait d’un titulaire de l’autorité parentale', en: 'Guardian removed', ...ofGuardian },
  restore: {
    fr: 'Rétablissement d’un titulaire de l’autorité parentale',
    en: 'Guardian put back',
    ...ofGuardian,
  },
})

const ofPayer = { subject: 'patient', facts: { payerId: 'string' } } as const

export const payerEvents = declareEvents('payer', {
  create: { fr: 'Ajout d’un payeur', en: 'Payer added', ...ofPayer },
  update: { fr: 'Modification d’un payeur', en: 'Payer changed', ...ofPayer },
  remove: { fr: 'Retrait d’un payeur', en: 'Payer removed', ...ofPayer },
  restore: { fr: 'Rétablissement d’un payeur', en: 'Payer put back', ...ofPayer },
})

export const consentEvents = declareEvents('consent', {
  record: {
    fr: 'Enregistrement d’un consentement',
    en: 'Consent recorded',
    subject: 'patient',
    facts: { consentId: 'string', given: 'boolean' },
  },
})

const ofAvailability = { subject: 'patient', facts: { availabilityId: 'string' } } as const

export const availabilityEvents = declareEvents('availability', {
  create: { fr: 'Ajout d’une disponibilité', en: 'Availability added', ...ofAvailability },
  update: { fr: 'Modification d’une disponibilité', en: 'Availability changed', ...ofAvailability },
  undo: {
    fr: 'Annulation de la modification d’une disponibilité',
    en: 'Change of an availability undone',
    ...ofAvailability,
  },
  remove: { fr: 'Retrait d’une disponibilité', en: 'Availability removed', ...ofAvailability },
  restore: { fr: 'Rétablissement d’une disponibilité', en: 'Availability put back', ...ofAvailability },
})

export const importEvents = declareEvents('import', {
  start: {
    fr: 'Lecture d’un fichier à importer',
    en: 'File to import read',
    facts: { lines: 'number', bytes: 'number' },
  },
  confirm: {
    fr: 'Import d’un fichier',
    en: 'File imported',
    facts: {
      created: 'number',
      alreadyImported: 'number',
      existing: 'number',
      duplicates: 'number',
      refused: 'number',
    },
  },
})
