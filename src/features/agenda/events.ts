import { declareEvents } from '#src/platform/events/declare-events.ts'

export const appointmentEvents = declareEvents('appointment', {
  create: {
    isCommon: true,
    fr: 'Création d’un rendez-vous',
    en: 'Appointment created',
    facts: { patientId: 'string?' },
  },
  read: { fr: 'Consultation d’un rendez-vous', en: 'Appointment read' },
  update: { fr: 'Modification d’un rendez-vous', en: 'Appointment changed' },
  // ISO 8601 instants.
  move: {
    isCommon: true,
    fr: 'Déplacement d’un rendez-vous',
    en: 'Appointment moved',
    facts: { from: 'string', to: 'string' },
  },
  undo: {
    fr: 'Annulation de la modification d’un rendez-vous',
    en: 'Change of an appointment undone',
  },
  confirm: { fr: 'Confirmation d’un rendez-vous', en: 'Appointment confirmed' },
  arrive: { fr: 'Arrivée notée', en: 'Arrival noted' },
  miss: { fr: 'Lapin noté', en: 'Appointment missed' },
  hold: { fr: 'Rendez-vous tenu', en: 'Appointment held' },
  unhold: {
    fr: 'Retour d’une séance à l’état de rendez-vous',
    en: 'Session turned back into an appointment',
  },
  cancel: {
    isCommon: true,
    fr: 'Annulation d’un rendez-vous',
    en: 'Appointment cancelled',
    facts: { by: 'string', late: 'boolean' },
  },
  restore: { fr: 'Rétablissement d’un rendez-vous', en: 'Appointment restored', facts: { from: 'string' } },
  withdraw: { fr: 'Retrait d’un rendez-vous', en: 'Appointment withdrawn' },
  export: {
    fr: 'Export de rendez-vous',
    en: 'Appointments exported',
    subject: 'agenda',
    facts: { count: 'number' },
  },
})

/** How many appointments changed, and which of the series were meant. */
const scoped = { appointments: 'number', scope: 'string' } as const

export const seriesEvents = declareEvents('series', {
  create: {
    fr: 'Création d’une série de rendez-vous',
    en: 'Series of appointments created',
    facts: { appointments: 'number' },
  },
  move: { fr: 'Déplacement d’une série de rendez-vous', en: 'Series of appointments moved', facts: scoped },
  update: {
    fr: 'Modification d’une série de rendez-vous',
    en: 'Series of appointments changed',
    facts: scoped,
  },
  cancel: {
    fr: 'Annulation d’une série de rendez-vous',
    en: 'Series of appointments cancelled',
    facts: { ...scoped, by: 'string' },
  },
  restore: {
    fr: 'Rétablissement d’une série de rendez-vous',
    en: 'Series of appointments restored',
    facts: scoped,
  },
  undo: {
    fr: 'Annulation d’un changement de plusieurs rendez-vous',
    en: 'Change of several appointments undone',
    subject: 'appointmentChange',
    facts: { appointments: 'number' },
  },
})

export const timeOffEvents = declareEvents('timeOff', {
  solve: {
    fr: 'Décision sur les rendez-vous touchés par une absence',
    en: 'Appointments affected by time off settled',
    facts: { moved: 'number', cancelled: 'number' },
  },
})

export const agendaEvents = declareEvents('agenda', {
  print: {
    fr: 'Feuille du jour avec les téléphones',
    en: 'Sheet of the day with telephones',
    facts: { date: 'string' },
  },
})
