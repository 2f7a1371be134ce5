import { Avatar } from './avatar.tsx'
import type { Frame } from './frame.ts'
import type { NavigationGroup, NavigationGroupKey, ShownEntry } from '#src/platform/house.ts'
import { Icon, type IconName } from './icon.tsx'
import { Logo } from './logo.tsx'
import { type UiText, uiText } from './text.ts'
import { ThemeToggle } from './theme-toggle.tsx'

const LABELS = {
  day: 'navDay',
  money: 'navMoney',
  link: 'navLink',
  insight: 'navInsight',
  practice: 'navPractice',
} as const satisfies Record<NavigationGroupKey, keyof UiText>

type SidebarProps = { frame: Frame; groups: readonly NavigationGroup[]; current: string | undefined }

export function Sidebar({ frame, groups, current }: SidebarProps) {
  const text = uiText[frame.lang]
  return (
    <header class="sidebar">
      <Logo href="/aujourdhui" />
      <nav class="sidebar-nav" aria-label={text.mainNavigation}>
        {groups.map((group) => (
          <div class="sidebar-group">
            <p class="sidebar-group-label">{text[LABELS[group.key]]}</p>
            <ul class="sidebar-list">
              {group.entries.map((entry) => (
                <li>
                  <NavigationLink
                    entry={entry}
                    current={entry.key === current}
                    count={frame.counts?.[entry.key]}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="sidebar-foot">
        <a class="search-button" href="/recherche" data-island="search-palette" title={text.search}>
          <Icon name="search" />
          <span class="sidebar-text">{text.search}</span>
          <kbd class="keyboard-hint">Ctrl K</kbd>
        </a>
        <UserBlock frame={frame} />
      </div>
    </header>
  )
}

export function NavigationLink(props: { entry: ShownEntry; current: boolean; count: number | undefined }) {
  const { entry, current, count } = props
  return (
    <a class="nav-link" href={entry.href} aria-current={current ? 'page' : undefined} title={entry.label}>
      {/* Its feature declared it as a name of the sprite. */}
      <Icon name={entry.icon as IconName} />
      <span class="nav-text">{entry.label}</span>
      {count ? <span class="nav-count">{count}</span> : null}
    </a>
  )
}

function UserBlock({ frame }: { frame: Frame }) {
  const text = uiText[frame.lang]
  return (
    <div class="user-block">
      <details class="user-menu" data-island="menu">
        <summary class="user-identity" title={frame.userName}>
          <Avatar name={frame.userName} />
          <span class="user-text">
            <span class="user-name">{frame.userName}</span>
            {frame.profession ? <span class="user-profession">{frame.profession}</span> : null}
          </span>
        </summary>
        <ul class="menu-list">
          <li>
            <a class="menu-item" href="/parametres/compte">
              <Icon name="user" />
              <span>{text.account}</span>
            </a>
          </li>
          <li>
            <LogOutForm frame={frame} />
          </li>
        </ul>
      </details>
      <ThemeToggle frame={frame} />
    </div>
  )
}

export function LogOutForm({ frame }: { frame: Pick<Frame, 'lang' | 'csrf'> }) {
  return (
    <form method="post" action="/deconnexion">
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <button type="submit" class="menu-item">
        <Icon name="log-out" />
        <span>{uiText[frame.lang].logOut}</span>
      </button>
    </form>
  )
}
