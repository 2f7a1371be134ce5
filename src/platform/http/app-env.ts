import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Lang } from '../text.ts'
import type { Buckets } from '../limits/buckets.ts'
import type { Platform } from '../platform.ts'
import type { FieldError } from './problem.ts'
import type { View } from './view.ts'

/** What the request layer asks of the house above it: pages that no feature owns, and itself. */
export interface Shell {
  /** A refused action whose feature has no form to show again. */
  refusalPage(view: View, errors: readonly FieldError[], back: string): Child
  /** The same for whoever is in no practice. */
  plainRefusalPage(lang: Lang, errors: readonly FieldError[], back: string): Child
  /** Answers a request from inside, for the repeat of a JSON submission. */
  fetch(request: Request): Response | Promise<Response>
}

export interface AppEnv {
  Variables: { platform: Platform; shell: Shell; buckets: Buckets }
}

export type AppContext = Context<AppEnv>
