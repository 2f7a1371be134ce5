import { z } from 'zod'
import { optionalDate } from '#src/platform/http/fields.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { type JournalFilter, countHidden, listEvents } from './list-events.ts'
import { nameSubjects } from './name-subjects.ts'
import { JournalPage } from './page.tsx'
import { actionOptions, wordsOf } from './words.ts'

/** A date in an address: what is not one bounds nothing. */
const bound = optionalDate.optional().catch(undefined)

const journalQuery = z.object({
  du: bound,
  au: bound,
  action: z
    .string()
    .max(60)
    .optional()
    .transform((text) => text || undefined),
  /** On the page: also what Divan did by itself. */
  divan: z.literal('oui').optional().catch(undefined),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})
type JournalQuery = z.output<typeof journalQuery>

export function addJournal(routes: Routes): void {
  routes.page('/journal', {
    summary: 'The audit trail, newest first',
    query: journalQuery,
    load: (visit, { query }) => readPage(visit, query),
    page: (data, view) => <JournalPage view={view} {...data} />,
    loadJson: (visit, { query }) => readAll(visit, query),
  })
}

function filterOf({ du, au, action, cursor }: JournalQuery): JournalFilter {
  return { from: du, to: au, action, cursor }
}

/** Whoever asks for one action wants all who did it. */
async function readPage(visit: Visit, query: JournalQuery) {
  const { house, view } = visit
  const filter = filterOf(query)
  const hides = query.divan === undefined && query.action === undefined
  const { items, next } = await listEvents(visit, filter, hides ? 'people' : 'all')
  const names = await nameSubjects(visit, house, items, view.lang)
  return {
    filter,
    withSystem: query.divan !== undefined,
    hidden: hides ? await countHidden(visit, filter, { next }) : 0,
    actions: actionOptions(house, query.action, view.lang),
    rows: items.map((event) => ({
      ...event,
      words: wordsOf(house, event.action, view.lang),
      subject: event.subjectId === null ? undefined : names.get(event.subjectId),
    })),
    next,
  }
}

async function readAll(visit: Visit, query: JournalQuery) {
  const { items, next } = await listEvents(visit, filterOf(query))
  return {
    items: items.map((event) => ({
      ...event,
      sentence: wordsOf(visit.house, event.action, visit.view.lang),
    })),
    next: next === null ? null : String(next),
  }
}
