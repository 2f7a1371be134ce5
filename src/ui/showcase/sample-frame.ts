import type { Frame } from '../frame.ts'

/** Invented names: this page is for whoever builds Divan. */
export const sampleFrame: Frame = {
  lang: 'fr',
  theme: 'auto',
  userName: 'Hélène Lacaze',
  practiceName: 'Cabinet Lacaze',
  profession: 'Psychologue',
  csrf: 'sample-token',
  path: '/agenda',
  counts: { invoices: 2, today: 3 },
  toast: { message: 'Adam Moreau : mardi à 9 h 30', undo: { action: '/styles', label: 'Annuler' } },
}
