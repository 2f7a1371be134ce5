import { catalogue } from '#src/platform/text.ts'

/** What a status is called. */
export const statusText = catalogue(
  {
    requested: 'Demandé',
    confirmed: 'Confirmé',
    arrived: 'Arrivé',
    held: 'Séance tenue',
    cancelled: 'Annulé',
    noShow: 'Lapin',
  },
  {
    requested: 'Requested',
    confirmed: 'Confirmed',
    arrived: 'Arrived',
    held: 'Session held',
    cancelled: 'Cancelled',
    noShow: 'Missed',
  },
)
