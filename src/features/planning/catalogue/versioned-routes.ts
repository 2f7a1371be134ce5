import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import type { Attempt, Done, Explained, Routes } from '#src/platform/http/routes.ts'
import type { View, Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'

interface Versioned {
  id: string
  version: number
}

/** A record with a form of its own, whose last edit can be undone, and that is set aside rather than deleted. */
interface Kind<
  Row extends Versioned,
  Query,
  Data,
  New,
  Change,
  Aside extends { id: string },
  Refusal extends Refused,
> {
  /** Its list's address, and the nouns below it. */
  base: string
  nouns: { new: string; aside: string }
  /** What the API document says of each. */
  says: Record<'new' | 'create' | 'one' | 'update' | 'undo' | 'aside' | 'back', string>
  answer?: z.ZodType
  asideAnswer?: z.ZodType
  query?: z.ZodType<Query>
  newForm: z.ZodType<New>
  form: z.ZodType<Change>
  /** What the form of a new one is drawn with, and that of one that exists. Throws NotFound. */
  blank(visit: Visit, query: Query): Promise<Data>
  load(visit: Visit, id: string): Promise<Data>
  page(data: Data, view: View, attempt?: Attempt): Child
  /** One that exists, for JSON. */
  json(data: Data): unknown
  store: {
    create(work: Work, input: New): Promise<Row | Refusal>
    update(work: Work, id: string, input: Change): Promise<Row | Refusal>
    undo(work: Work, id: string, versionMade: number): Promise<Row | Refusal>
    setAside(work: Work, id: string, aside: boolean): Promise<Aside | Refusal>
  }
  explain(refused: Refusal, lang: Lang): Explained
  /** What a write answers; `undo` is the address that takes it back. */
  saved(row: Row, undo: string, lang: Lang): Done
  undone(row: Row, undo: string, lang: Lang): Done
  wasSetAside(row: Aside, undo: string, said: { aside: boolean; lang: Lang }): Done
}

/** The addresses of all that is versioned: its forms, undoing its last edit, setting it aside and back. */
export function addVersionedRoutes<
  Row extends Versioned,
  Query,
  Data,
  New,
  Change,
  Aside extends { id: string },
  Refusal extends Refused,
>(routes: Routes, kind: Kind<Row, Query, Data, New, Change, Aside, Refusal>): void {
  const { base, nouns, says, store } = kind
  const answer = kind.answer ? { answer: kind.answer } : {}
  const asideAnswer = kind.asideAnswer ? { answer: kind.asideAnswer } : answer
  const explain = (refused: Refused, lang: Lang) => kind.explain(refused as Refusal, lang)
  const undoOf = ({ id, version }: Versioned) => `${base}/${id}/modifications/${version}/annulation`

  routes.form(base, {
    summary: says.create,
    shownAt: `${base}/${nouns.new}`,
    shows: says.new,
    ...answer,
    ...(kind.query ? { query: kind.query } : {}),
    form: kind.newForm,
    load: (visit, { query }) => kind.blank(visit, query),
    act: async (visit, input) => written<Row>(await store.create(visit, input)),
    page: (data, view, attempt) => kind.page(data, view, attempt),
    done: ({ row }, { lang }) => ({
      ...kind.saved(row, `${base}/${row.id}/${nouns.aside}`, lang),
      created: true,
    }),
    explain,
  })
  routes.form(`${base}/:id`, {
    summary: says.update,
    shows: says.one,
    ...answer,
    form: kind.form,
    load: (visit, { params }) => kind.load(visit, idOf(params)),
    act: async (visit, input, { params }) => written<Row>(await store.update(visit, idOf(params), input)),
    page: (data, view, attempt) => kind.page(data, view, attempt),
    json: (data) => kind.json(data),
    done: ({ row }, { lang }) => kind.saved(row, undoOf(row), lang),
    explain,
  })
  routes.button(`${base}/:id/modifications/:version/annulation`, {
    summary: says.undo,
    ...answer,
    act: async (visit, id, { params }) => written<Row>(await store.undo(visit, id, versionOf(params))),
    done: ({ row }, { lang }) => kind.undone(row, undoOf(row), lang),
    explain,
  })
  for (const aside of [true, false]) {
    const [noun, other] = aside ? [nouns.aside, 'retablissement'] : ['retablissement', nouns.aside]
    routes.button(`${base}/:id/${noun}`, {
      summary: aside ? says.aside : says.back,
      ...asideAnswer,
      act: async (visit, id) => written<Aside>(await store.setAside(visit, id, aside)),
      done: ({ row }, { lang }) => kind.wasSetAside(row, `${base}/${row.id}/${other}`, { aside, lang }),
      explain,
    })
  }
}

/** The row apart from its refusals, which the compiler cannot tell in a row that it does not know. */
function written<Row>(outcome: Row | Refused): { row: Row } | Refused {
  return isRefused(outcome) ? outcome : { row: outcome as Row }
}
