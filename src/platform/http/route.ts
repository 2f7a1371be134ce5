import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Refused } from '#src/domain/refusal.ts'
import type { Rate } from '../limits/rate.ts'
import type { Platform } from '../platform.ts'
import type { Lang } from '../text.ts'
import type { Delivery, Heard } from '../webhooks/delivery.ts'
import type { LinkVisitor } from './by-link.ts'
import type { Cookie } from './cookies.ts'
import type { Door, Entrant, Surface } from './door.ts'
import type { FieldError } from './problem.ts'
import type { Toast } from './toast.ts'
import type { Visit } from './visit.ts'

/** What a route says of itself; the OpenAPI document and the guards are made of it. */
export interface Declaration {
  method: 'get' | 'post'
  path: string
  surface: Surface
  /** The API document's security schemes, any of which opens; none: whoever comes. */
  security: readonly string[]
  summary: string
  form?: z.ZodType
  query?: z.ZodType
  answer?: z.ZodType
  /** What a file route answers instead of a page. */
  contentType?: string
}

export type Params = Readonly<Record<string, string>>

/** What a read is asked with. */
export interface Asked<Query> {
  params: Params
  query: Query
}

/** A read with its two representations. */
export interface PageRoute<Query, Data, Guest extends Entrant = Visit> {
  /** One English line for the API document. */
  summary: string
  /** How often one sender may ask; the door's own limit when left out. */
  limit?: Rate
  query?: z.ZodType<Query>
  answer?: z.ZodType
  load(guest: Guest, input: Asked<Query>): Promise<Data>
  /** What JSON clients get, where the page reads more than they are told. */
  loadJson?(guest: Guest, input: Asked<Query>): Promise<unknown>
  page(data: Data, view: Guest['view']): Child
  /** What JSON clients get; the data itself when left out. */
  json?(data: Data): unknown
}

/** What a refusal says, and where. */
export interface Explained {
  status: 409 | 422 | 403 | 429
  errors: FieldError[]
  /** Added to the problem document (for instance the nearest free slots, or both versions). */
  extra?: Readonly<Record<string, unknown>>
  /** When a try may be made again, in seconds. */
  retryAfter?: number
}

/** A refused form as it was typed, for the page that shows it again. */
export interface Attempt<Refusal extends Refused = Refused> {
  /** The text typed in a field; '' when there was none. */
  value(name: string): string
  values(name: string): readonly string[]
  has(name: string): boolean
  errors: readonly FieldError[]
  error(name: string): string | undefined
  /** The refusal, where the action and not the form said no. */
  refused?: Refusal
}

/** What comes with a write, besides its input. */
export interface Sent {
  params: Params
  files: ReadonlyMap<string, File>
  /** A client that reads JSON, not a page. */
  asksJson: boolean
}

/** What every write says, whatever it answers. */
export interface WriteRoute<Input, Outcome extends object, Guest extends Entrant> {
  summary: string
  form: z.ZodType<Input>
  answer?: z.ZodType
  /** The largest body taken, in bytes, and how often one sender may send; the door's own when left out. */
  maxBytes?: number
  limit?: Rate
  act(guest: Guest, input: Input, sent: Sent): Promise<Outcome>
  explain?: ((refused: Extract<Outcome, Refused>, lang: Lang) => Explained) | undefined
  /** The page that shows the form again, filled in. Left out: a plain page with the reasons. */
  again?:
    | ((guest: Guest, attempt: Attempt<Extract<Outcome, Refused>>, params: Params) => Promise<Child>)
    | undefined
}

/** A write: one form, one action, one answer. */
export interface ActionRoute<Input, Outcome extends object, Guest extends Entrant = Visit> extends WriteRoute<
  Input,
  Outcome,
  Guest
> {
  done(outcome: Exclude<Outcome, Refused>, context: { params: Params; lang: Lang; input: Input }): Done
}

export interface Done {
  /** Where the browser goes, and what a JSON client may read. */
  location: string
  /** 201 for JSON when something was made. */
  created?: boolean
  toast?: Toast
  /** The thing, for JSON; `{}` when left out. */
  json?: unknown
  cookies?: readonly Cookie[]
  /** What follows once it is committed, in another home; not for a repeat. */
  afterwards?(platform: Platform): Promise<unknown>
}

/**
 * A form, declared once: GET shows it, POST does it, a refusal shows it again as it was typed. `act` stands before
 * `page`: what it refuses is what the attempt's `refused` may be.
 */
export interface FormRoute<Query, Data, Input, Outcome extends object, Guest extends Entrant = Visit> {
  summary: string
  /** Where GET shows it, when that is not where it is sent. */
  shownAt?: string
  /** What the API document says of the GET, when it is more than the form. */
  shows?: string
  query?: z.ZodType<Query>
  form: z.ZodType<Input>
  answer?: z.ZodType
  /** What the GET answers in JSON, when it is declared and not what the POST answers. */
  answerShown?: z.ZodType
  maxBytes?: number
  /** Of the POST; whoever may not send may still look. */
  limit?: Rate
  /** Of a form that is shown again, `attempt` is what was sent, and `query` is empty. */
  load(guest: Guest, input: Asked<Query> & { attempt?: Attempt }): Promise<Data>
  act: WriteRoute<Input, Outcome, Guest>['act']
  page(data: Data, view: Guest['view'], attempt?: Attempt<Extract<Outcome, Refused>>): Child
  json?(data: Data): unknown
  done: ActionRoute<Input, Outcome, Guest>['done']
  explain?: WriteRoute<Input, Outcome, Guest>['explain']
}

/** A POST without fields. `id` is the address's; what is none is not there. */
export interface ButtonRoute<Outcome extends object, Guest extends Entrant = Visit> {
  summary: string
  limit?: Rate
  answer?: z.ZodType
  act(guest: Guest, id: string, sent: Sent): Promise<Outcome>
  done: ActionRoute<object, Outcome, Guest>['done']
  explain?: WriteRoute<object, Outcome, Guest>['explain']
  again?: WriteRoute<object, Outcome, Guest>['again']
}

/**
 * A write whose answer is a page that is shown one single time: a redirect would have to keep what it says somewhere
 * in between. A repeat leads to `afterwards` without it.
 */
export interface SecretRoute<Input, Outcome extends object, Guest extends Entrant = Visit> extends WriteRoute<
  Input,
  Outcome,
  Guest
> {
  afterwards: string
  page(outcome: Exclude<Outcome, Refused>, view: Guest['view']): Child
  json(outcome: Exclude<Outcome, Refused>): unknown
  /** What JSON clients get; 201 when left out. */
  status?: 200 | 201 | 202
}

/**
 * What a script sends by itself while somebody works, the same form many times: answered in JSON to everybody,
 * never taken for a repeat, and kept even where it tells of a conflict.
 */
export interface BeaconRoute<Input, Outcome, Guest extends Entrant = Visit> {
  summary: string
  form: z.ZodType<Input>
  answer?: z.ZodType
  act(guest: Guest, input: Input, sent: Sent): Promise<Outcome>
  tell(outcome: Outcome, view: Guest['view']): Told
}

/** A `title` makes a problem document of it. */
export type Told =
  | { status: 200; json: Readonly<Record<string, unknown>> }
  | { status: 409; title: string; json: Readonly<Record<string, unknown>> }

export interface FileAnswer {
  body: Buffer | string
  contentType: string
  fileName: string
  /** Shown in the browser rather than saved. */
  inline?: boolean
  /** Since when the content is what it is, and its hash: who has it already is told so. */
  version?: { etag: string; changedAt: Temporal.Instant }
}

/** A webhook: bytes and headers in, kept first, answered, and processed when it is due. */
interface RawRoute {
  summary: string
  /** Whose events these are, as they are kept: `stripe`, `sms`. */
  source: string
  /** The due kind that processes one (`processTold`, `processHeard`). */
  kind: string
  maxBytes?: number
  limit?: Rate
}

/** Its address ends with a link of the practice. */
export interface ToldRoute extends RawRoute {
  enter: Door<LinkVisitor>
  /** Checks what can be checked; undefined refuses, and nothing is kept. */
  read(delivery: Delivery, visitor: LinkVisitor): Promise<{ eventId: string } | undefined>
}

/** Its address names no practice. */
export interface HeardRoute extends RawRoute {
  enter?: undefined
  /** Checks the signature over the very bytes; undefined refuses, and nothing is kept. */
  read(delivery: Delivery): Promise<Heard | undefined>
  /** The practice of an account at the sender's, by an index of the directory. */
  practiceOf(platform: Platform, account: string): Promise<string | undefined>
}

export interface FileRoute<Guest extends Entrant = Visit> {
  summary: string
  contentType: string
  limit?: Rate
  load(guest: Guest, input: { params: Params; query: Params }): Promise<FileAnswer>
}
