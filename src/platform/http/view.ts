import type { Lang } from '../text.ts'
import type { Toast } from './toast.ts'

/** What every practice page knows about the person who looks at it (the shape of ui's Frame). */
export interface Frame {
  lang: Lang
  theme: 'light' | 'dark' | 'auto'
  userName: string
  practiceName: string
  profession?: string | undefined
  csrf: string
  path: string
  toast?: Toast | undefined
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
