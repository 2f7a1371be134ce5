import { z } from 'zod'
import { optionalDate } from '#src/platform/http/fields.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { listEvents } from './list-events.ts'
import { JournalPage } from './page.tsx'
import { sentenceOf } from './sentence.ts'

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
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})

export function addJournal(routes: Routes): void {
  routes.page('/journal', {
    summary: 'The audit trail, newest first',
    query: journalQuery,
    async load(visit, { query }) {
      const filter = { from: query.du, to: query.au, action: query.action, cursor: query.cursor }
      return { filter, lang: visit.view.lang, ...(await listEvents(visit, filter)) }
    },
    page: ({ filter, items, next }, view) => (
      <JournalPage view={view} filter={filter} items={items} next={next} />
    ),
    json: ({ items, next, lang }) => ({
      items: items.map((event) => ({ ...event, sentence: sentenceOf(event.action, lang) })),
      next: next === null ? null : String(next),
    }),
  })
}
