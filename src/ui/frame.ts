export type Lang = 'fr' | 'en'

/** `auto` follows the device where the browser knows it, light otherwise. */
export type Theme = 'light' | 'dark' | 'auto'

/** A sentence shown once after an action, with the form that takes the action back. */
export type Toast = {
  message: string
  /** `action` is a POST address; `label` is the button, e.g. "Annuler". */
  undo?: { action: string; label: string } | undefined
}

/** What every practice page knows about the person who looks at it. */
export type Frame = {
  lang: Lang
  theme: Theme
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

/** The part of a frame that public and plain pages know as well. */
export type PageFrame = Pick<Frame, 'lang' | 'theme' | 'csrf'>
