import type { Frame } from '../frame.ts'

/** Invented names: this page is for whoever builds Divan. */
export const sampleFrame: Frame = {
  lang: 'fr',
  theme: 'auto',
  navigation: [
    {
      key: 'day',
      entries: [
        { key: 'today', href: '/aujourdhui', icon: 'sunrise', label: 'Aujourd’hui', tab: true },
        { key: 'agenda', href: '/agenda', icon: 'calendar-days', label: 'Agenda', tab: true },
        { key: 'patients', href: '/patients', icon: 'users', label: 'Patients', tab: true },
      ],
    },
    {
      key: 'money',
      entries: [
        { key: 'invoices', href: '/factures', icon: 'receipt-text', label: 'Factures', tab: true },
        { key: 'payments', href: '/reglements', icon: 'wallet', label: 'Règlements' },
      ],
    },
    {
      key: 'practice',
      entries: [{ key: 'settings', href: '/parametres', icon: 'settings', label: 'Paramètres' }],
    },
  ],
  userName: 'Hélène Lacaze',
  practiceName: 'Cabinet Lacaze',
  profession: 'Psychologue',
  csrf: 'sample-token',
  path: '/agenda',
  counts: { invoices: 2, today: 3 },
  toast: { message: 'Adam Moreau : mardi à 9 h 30', undo: { action: '/styles', label: 'Annuler' } },
}
