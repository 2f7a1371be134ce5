import { searchWords, toSearchKey } from '#src/domain/search-key.ts'
import type { Lang } from '#src/platform/text.ts'
import type { IconName } from '#src/ui/index.ts'
import type { Found } from './found.ts'
import { searchText } from './text.ts'

const actions: readonly { key: keyof (typeof searchText)['fr']['actions']; href: string; icon: IconName }[] =
  [
    { key: 'newPatient', href: '/patients/nouveau', icon: 'user-plus' },
    { key: 'newAppointment', href: '/rendez-vous/nouveau', icon: 'calendar-plus' },
    { key: 'today', href: '/aujourdhui', icon: 'sunrise' },
    { key: 'agenda', href: '/agenda', icon: 'calendar-days' },
    { key: 'patients', href: '/patients', icon: 'users' },
    { key: 'invoices', href: '/factures', icon: 'receipt-text' },
    { key: 'payments', href: '/reglements', icon: 'wallet' },
    { key: 'importPatients', href: '/patients/import', icon: 'upload' },
    { key: 'duplicates', href: '/patients/doublons', icon: 'git-merge' },
    { key: 'settings', href: '/parametres', icon: 'settings' },
  ]

/** What can be done or opened, by the beginnings of its words; all of it for an empty query. */
export function findActions(q: string, lang: Lang): readonly Found[] {
  const words = searchWords(q)
  return actions
    .map(({ key, href, icon }) => ({ label: searchText[lang].actions[key], detail: '', href, icon }))
    .filter(({ label }) => words.every((word) => ` ${toSearchKey(label)}`.includes(` ${word}`)))
}
