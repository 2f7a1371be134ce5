import type { Lang } from './frame.ts'
import type { IconName } from './icon-names.ts'
import { uiText, type UiText } from './text.ts'

export type NavigationEntry = {
  key: string
  href: string
  icon: IconName
  label: string
  /** Other addresses whose pages belong to it. */
  covers?: readonly string[] | undefined
  /** Also in the phone's tab bar (four at most; the rest is under "Plus"). */
  tab?: boolean | undefined
}

export type NavigationGroup = { label: string; entries: readonly NavigationEntry[] }

/** The practice's sidebar: nine entries at most, in named groups. */
export function practiceNavigation(lang: Lang): readonly NavigationGroup[] {
  const text: UiText = uiText[lang]
  return [
    {
      label: text.navDay,
      entries: [
        { key: 'today', href: '/aujourdhui', icon: 'sunrise', label: text.navToday, tab: true },
        {
          key: 'agenda',
          href: '/agenda',
          icon: 'calendar-days',
          label: text.navAgenda,
          covers: ['/rendez-vous'],
          tab: true,
        },
        {
          key: 'patients',
          href: '/patients',
          icon: 'users',
          label: text.navPatients,
          covers: ['/seances'],
          tab: true,
        },
      ],
    },
    {
      label: text.navMoney,
      entries: [
        { key: 'invoices', href: '/factures', icon: 'receipt-text', label: text.navInvoices, tab: true },
        { key: 'payments', href: '/reglements', icon: 'wallet', label: text.navPayments },
      ],
    },
    {
      label: text.navPractice,
      entries: [
        { key: 'types', href: '/types-de-rendez-vous', icon: 'tag', label: text.navTypes },
        { key: 'hours', href: '/horaires', icon: 'clock', label: text.navHours, covers: ['/absences'] },
        {
          key: 'settings',
          href: '/parametres',
          icon: 'settings',
          label: text.navSettings,
          covers: ['/lieux', '/journal'],
        },
      ],
    },
  ]
}

/** The entry to which the page at `path` belongs; undefined on pages that hang nowhere. */
export function findCurrentEntry(groups: readonly NavigationGroup[], path: string): string | undefined {
  const address = path.split('?')[0] ?? path
  const isAt = (start: string): boolean => address === start || address.startsWith(`${start}/`)
  return groups
    .flatMap((group) => group.entries)
    .find((entry) => [entry.href, ...(entry.covers ?? [])].some(isAt))?.key
}
