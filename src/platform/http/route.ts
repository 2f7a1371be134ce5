import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Refused } from '#src/domain/refusal.ts'
import type { Lang } from '../text.ts'
import type { AppContext, AppEnv } from './app-env.ts'
import type { FieldError } from './problem.ts'
import type { Toast } from './toast.ts'
import type { View, Visit } from './visit.ts'

export type Surface = 'practice' | 'public' | 'operator' | 'machine'

/** What a route says of itself; the OpenAPI document and the guards are made of it. */
export interface Declaration {
  method: 'get' | 'post'
  path: string
  surface: Surface
  summary: string
  form?: z.ZodType
  query?: z.ZodType
  answer?: z.ZodType
  /** What a file route answers instead of a page. */
  contentType?: string
}

export type Params = Readonly<Record<string, string>>

/** A read with its two representations. */
export interface PageRoute<Query, Data> {
  /** One English line for the API document. */
  summary: string
  query?: z.ZodType<Query>
  answer?: z.ZodType
  load(visit: Visit, input: { params: Params; query: Query }): Promise<Data>
  /** What JSON clients get, where the page reads more than they are told. */
  loadJson?(visit: Visit, input: { params: Params; query: Query }): Promise<unknown>
  page(data: Data, view: View): Child
  /** What JSON clients get; the data itself when left out. */
  json?(data: Data): unknown
}

/** What a refusal says, and where. */
export interface Explained {
  status: 409 | 422 | 403 | 429
  errors: FieldError[]
  /** Added to the problem document (for instance the nearest free slots, or both versions). */
  extra?: Readonly<Record<string, unknown>>
}

/** A refused form as it was typed, for the page that shows it again. */
export interface Attempt {
  /** The text typed in a field; '' when there was none. */
  value(name: string): string
  values(name: string): readonly string[]
  has(name: string): boolean
  errors: readonly FieldError[]
  error(name: string): string | undefined
  /** The refusal, where the action and not the form said no. */
  refused?: Refused
}

/** A write: one form, one action, one answer. */
export interface ActionRoute<Input, Outcome extends object> {
  summary: string
  form: z.ZodType<Input>
  answer?: z.ZodType
  act(
    visit: Visit,
    input: Input,
    request: { params: Params; files: ReadonlyMap<string, File> },
  ): Promise<Outcome>
  done(outcome: Exclude<Outcome, Refused>, context: { params: Params; lang: Lang; input: Input }): Done
  explain?(refused: Extract<Outcome, Refused>, lang: Lang): Explained
  /** The page that shows the form again, filled in. Left out: a plain page with the reasons. */
  again?(visit: Visit, attempt: Attempt, params: Params): Promise<Child>
}

export interface Done {
  /** Where the browser goes, and what a JSON client may read. */
  location: string
  /** 201 for JSON when something was made. */
  created?: boolean
  toast?: Toast
  /** The thing, for JSON; `{}` when left out. */
  json?: unknown
}

export interface FileAnswer {
  body: Buffer | string
  contentType: string
  fileName: string
  /** Shown in the browser rather than saved. */
  inline?: boolean
}

export interface Routes {
  app: Hono<AppEnv>
  declared: Declaration[]
  page<Query, Data>(path: string, route: PageRoute<Query, Data>): void
  action<Input, Outcome extends object>(path: string, route: ActionRoute<Input, Outcome>): void
  file(
    path: string,
    route: {
      summary: string
      contentType: string
      load(visit: Visit, input: { params: Params; query: Params }): Promise<FileAnswer>
    },
  ): void
  /** A route without login: the page shows nothing that is a practice's, or proves its right by itself. */
  open(
    method: 'get' | 'post',
    path: string,
    route: {
      summary: string
      surface: 'public' | 'practice'
      form?: z.ZodType
      /** What it answers, where that is no page. */
      contentType?: string
      handle(c: AppContext): Response | Promise<Response>
    },
  ): void
}
