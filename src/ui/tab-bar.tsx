import type { Frame } from './frame.ts'
import { Icon, type IconName } from './icon.tsx'
import type { NavigationGroup } from '#src/platform/house.ts'
import { LogOutForm, NavigationLink } from './sidebar.tsx'
import { uiText } from './text.ts'
import { ThemeToggle } from './theme-toggle.tsx'

export type FloatingAction = { href: string; label: string; icon?: IconName | undefined }

type TabBarProps = {
  frame: Frame
  groups: readonly NavigationGroup[]
  current: string | undefined
  /** A new appointment when left out. */
  floating?: FloatingAction | 'none' | undefined
}

/** The phone's navigation: four tabs, and a sheet for everything else that opens without JavaScript. */
export function TabBar({ frame, groups, current, floating }: TabBarProps) {
  const text = uiText[frame.lang]
  const action = floating ?? { href: '/rendez-vous/nouveau', label: text.newAppointment }
  const entries = groups.flatMap((group) => group.entries)
  const tabs = entries.filter((entry) => entry.tab).slice(0, 4)
  const rest = entries.filter((entry) => !tabs.includes(entry))
  return (
    <nav class="tab-bar" aria-label={text.mainNavigation}>
      {tabs.map((entry) => (
        <NavigationLink entry={entry} current={entry.key === current} count={frame.counts?.[entry.key]} />
      ))}
      <details class="tab-more" data-island="menu">
        <summary
          class={rest.some((entry) => entry.key === current) ? 'nav-link nav-link-current' : 'nav-link'}
        >
          <Icon name="menu" />
          <span class="nav-text">{text.more}</span>
        </summary>
        <div class="tab-sheet">
          <a class="nav-link" href="/recherche">
            <Icon name="search" />
            <span class="nav-text">{text.search}</span>
          </a>
          {rest.map((entry) => (
            <NavigationLink entry={entry} current={entry.key === current} count={frame.counts?.[entry.key]} />
          ))}
          <div class="tab-sheet-foot">
            <a class="nav-link" href="/parametres/compte">
              <Icon name="user" />
              <span class="nav-text">{frame.userName}</span>
            </a>
            <ThemeToggle frame={frame} />
          </div>
          <LogOutForm frame={frame} />
        </div>
      </details>
      {action === 'none' ? null : (
        <a
          class="floating-action"
          data-island="dialog"
          href={action.href}
          aria-label={action.label}
          title={action.label}
        >
          <Icon name={action.icon ?? 'plus'} size="large" />
        </a>
      )}
    </nav>
  )
}
