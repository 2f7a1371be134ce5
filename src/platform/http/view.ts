import type { NavigationGroup } from '../house.ts'
import type { Lang } from '../text.ts'
import type { Toast } from './toast.ts'

/** `auto` follows the device where the browser knows it, light otherwise. */
export type Theme = 'light' | 'dark' | 'auto'

/** What every practice page knows about the person who looks at it. */
export interface Frame {
  lang: Lang
  theme: Theme
  navigation: readonly NavigationGroup[]
  userName: string
  practiceName: string
  /** Shown under the name in the sidebar; left out, nothing is shown. */
  profession?: string | undefined
  /** Per-session form token, emitted by `Form` as `_csrf`. */
  csrf: string
  /** Path and query of the page: marks the current entry and is where the theme form returns. */
  path: string
  toast?: Toast | undefined
  /** Small counts beside navigation entries, by entry key ("what is to do"). */
  counts?: Record<string, number> | undefined
}

/** What every page is drawn with, whoever looks at it, once the transaction is over. */
export interface EntrantView {
  lang: Lang
  now: Temporal.Instant
  today: Temporal.PlainDate
  zone: string
}

/** What a page of the practice is drawn with. */
export interface View extends EntrantView {
  frame: Frame
}
