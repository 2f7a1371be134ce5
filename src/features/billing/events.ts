import { declareEvents } from '#src/platform/events/declare-events.ts'

const issued = { number: 'string', totalCents: 'number', sha256: 'string' } as const

export const invoiceEvents = declareEvents('invoice', {
  create: {
    isCommon: true,
    fr: 'Création d’une facture',
    en: 'Invoice created',
    facts: { patientId: 'string', lines: 'number' },
  },
  update: { fr: 'Modification d’une facture', en: 'Invoice changed', facts: { lines: 'number' } },
  discard: { fr: 'Suppression d’un brouillon de facture', en: 'Draft invoice discarded' },
  restore: { fr: 'Rétablissement d’un brouillon de facture', en: 'Draft invoice put back' },
  issue: { isCommon: true, fr: 'Émission d’une facture', en: 'Invoice issued', facts: issued },
  credit: {
    fr: 'Avoir sur une facture',
    en: 'Credit note on an invoice',
    facts: { creditNoteId: 'string', releasedCents: 'number', ...issued },
  },
  storePdf: {
    fr: 'Rangement du PDF d’une facture',
    en: 'PDF of an invoice stored',
    facts: { sha256: 'string' },
  },
})

export const paymentEvents = declareEvents('payment', {
  record: {
    isCommon: true,
    fr: 'Enregistrement d’un règlement',
    en: 'Payment recorded',
    facts: { patientId: 'string', amountCents: 'number', method: 'string', restCents: 'number' },
  },
  cancel: {
    isCommon: true,
    fr: 'Annulation d’un règlement',
    en: 'Payment cancelled',
    facts: { reopenedCents: 'number' },
  },
  restore: { fr: 'Rétablissement d’un règlement', en: 'Payment restored' },
  allocate: {
    fr: 'Affectation d’un règlement à une facture',
    en: 'Payment allocated to an invoice',
    facts: { allocatedCents: 'number', invoices: 'number' },
  },
})
