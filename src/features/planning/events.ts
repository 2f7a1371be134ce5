import { declareEvents } from '#src/platform/events/declare-events.ts'

export const placeEvents = declareEvents('place', {
  create: { fr: 'Création d’un lieu', en: 'Place created' },
  update: { fr: 'Modification d’un lieu', en: 'Place changed' },
  undo: { fr: 'Annulation de la modification d’un lieu', en: 'Change of a place undone' },
  archive: { fr: 'Archivage d’un lieu', en: 'Place archived' },
  restore: { fr: 'Désarchivage d’un lieu', en: 'Place taken out of the archive' },
})

export const appointmentTypeEvents = declareEvents('appointmentType', {
  create: { fr: 'Création d’un type de rendez-vous', en: 'Appointment type created' },
  update: { fr: 'Modification d’un type de rendez-vous', en: 'Appointment type changed' },
  undo: {
    fr: 'Annulation de la modification d’un type de rendez-vous',
    en: 'Change of an appointment type undone',
  },
  archive: { fr: 'Archivage d’un type de rendez-vous', en: 'Appointment type archived' },
  restore: { fr: 'Désarchivage d’un type de rendez-vous', en: 'Appointment type taken out of the archive' },
})

/** How many ranges of hours there are now. */
const ranges = { ranges: 'number' } as const

export const openingHoursEvents = declareEvents('openingHours', {
  replace: {
    fr: 'Remplacement des horaires',
    en: 'Opening hours replaced',
    subject: 'practice',
    facts: ranges,
  },
  undo: {
    fr: 'Annulation d’un remplacement des horaires',
    en: 'Replacement of opening hours undone',
    subject: 'practice',
    facts: ranges,
  },
})

export const openingPeriodEvents = declareEvents('openingPeriod', {
  create: { fr: 'Création d’une période', en: 'Period created', facts: ranges },
  update: { fr: 'Modification d’une période', en: 'Period changed', facts: ranges },
  undo: {
    fr: 'Annulation de la modification d’une période',
    en: 'Change of a period undone',
    facts: ranges,
  },
  remove: { fr: 'Retrait d’une période', en: 'Period removed' },
  restore: { fr: 'Rétablissement d’une période', en: 'Period put back' },
})

export const openingExceptionEvents = declareEvents('openingException', {
  create: { fr: 'Création d’un jour exceptionnel', en: 'Exceptional day created', facts: ranges },
  update: { fr: 'Modification d’un jour exceptionnel', en: 'Exceptional day changed', facts: ranges },
  undo: {
    fr: 'Annulation de la modification d’un jour exceptionnel',
    en: 'Change of an exceptional day undone',
    facts: ranges,
  },
  remove: { fr: 'Retrait d’un jour exceptionnel', en: 'Exceptional day removed' },
  restore: { fr: 'Rétablissement d’un jour exceptionnel', en: 'Exceptional day put back' },
})

export const timeOffEvents = declareEvents('timeOff', {
  create: { fr: 'Création d’une absence', en: 'Time off created', facts: { kind: 'string' } },
  update: { fr: 'Modification d’une absence', en: 'Time off changed' },
  undo: { fr: 'Annulation de la modification d’une absence', en: 'Change of time off undone' },
  remove: { fr: 'Retrait d’une absence', en: 'Time off removed' },
  restore: { fr: 'Rétablissement d’une absence', en: 'Time off put back' },
  exclude: { fr: 'Retrait d’une date d’une absence', en: 'Date taken out of time off' },
  include: { fr: 'Rétablissement d’une date d’une absence', en: 'Date of time off put back' },
})

export const agendaSettingEvents = declareEvents('agendaSetting', {
  update: {
    fr: 'Modification des réglages de l’agenda',
    en: 'Agenda settings changed',
    subject: 'practice',
    facts: { schoolZone: 'boolean?' },
  },
})

export const agendaEvents = declareEvents('agenda', {
  defaults: {
    fr: 'Préparation de l’agenda',
    en: 'Agenda prepared',
    subject: 'practice',
    facts: { types: 'number' },
  },
})
