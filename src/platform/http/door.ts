import type { Config } from '#src/config.ts'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Rate } from '../limits/rate.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import type { FieldError } from './problem.ts'
import type { Submissions } from './submission.ts'
import type { EntrantView } from './view.ts'

export type Surface = 'practice' | 'visitor' | 'operator' | 'machine'

/** Whoever came in by a door. */
export interface Entrant {
  view: EntrantView
  config: Config
}

/**
 * Who may enter, and what is open then. What happens inside is the same pipeline for all doors: form token, origin,
 * idempotent submission, schema, act, refusal filled in again, JSON twin, audit, answer.
 */
export interface Door<Guest extends Entrant> {
  surface: Surface
  /** Names of the API document's security schemes, any of which opens; [] where nothing is asked. */
  security: readonly string[]
  /** The largest body that its writes take, in bytes, where the route says nothing else. */
  maxBytes: number
  /** How often it may be asked, and written to, where the route says nothing else. */
  readLimit?: Rate
  writeLimit?: Rate
  /** Opens a transaction for whoever sent the request and runs `task` in it; throws where they may not enter. */
  enter<T>(c: AppContext, task: (guest: Guest) => Promise<T>): Promise<T>
  /** Throws Forbidden where a write does not prove that its sender meant it. */
  requireIntent(c: AppContext, body: Body, guest: Guest): void
  /** Throws Forbidden where no person sits in front: what makes or shows secrets is not for a token. */
  requirePerson(guest: Guest): void
  /** Where what was sent is remembered; undefined where nothing is entered that could keep it. */
  submissionsOf(guest: Guest, body: Body): Submissions | undefined
  sendPage(c: AppContext, status: ContentfulStatusCode, page: Child): Promise<Response>
  /** For a refused write that has no page of its own to show again. */
  refusalPage(c: AppContext, view: Guest['view'], errors: readonly FieldError[]): Child
}
