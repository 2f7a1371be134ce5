import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { type Choices, findChoices } from '../find-choices.ts'
import { optionalDate } from '../form-parts.ts'
import { type FreeSlots, findFreeSlots } from './find-free-slots.ts'
import { SlotsPage } from './slots-page.tsx'

const slotsQuery = z.object({
  typeId: z.string().max(40).optional(),
  placeId: z.string().max(40).optional(),
  patientId: z.string().max(40).optional(),
  du: optionalDate.optional(),
  au: optionalDate.optional(),
})
type SlotsQuery = z.output<typeof slotsQuery>

/** What is looked for; where nothing was said, the first type in the fortnight to come. */
export interface SlotsData extends FreeSlots {
  typeId: string
  placeId: string
  patientId: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  choices: Choices
}

const USUAL_DAYS = 13
/** A quarter: longer lists are read by nobody. */
const MOST_DAYS = 92

export function addSlotRoutes(routes: Routes): void {
  routes.page('/agenda/creneaux', {
    summary: 'Free times for a type of appointment, from the civil date du to au (92 days at most)',
    query: slotsQuery,
    load: (visit, { query }) => loadSlots(visit, query),
    page: (data, view) => <SlotsPage view={view} data={data} />,
    json: ({ slots, planning: { clock }, patientId }) => ({
      items: slots.map(({ start, end, touches, fits }) => ({
        startsAt: clock.isoOf(start),
        endsAt: clock.isoOf(end),
        touches,
        ...(patientId === '' ? {} : { fits }),
      })),
      next: null,
    }),
  })
}

async function loadSlots(work: Work, query: SlotsQuery): Promise<SlotsData> {
  const { compare } = Temporal.PlainDate
  const from = query.du ?? work.today
  const wanted = query.au ?? from.add({ days: USUAL_DAYS })
  const furthest = from.add({ days: MOST_DAYS - 1 })
  const to = compare(wanted, furthest) > 0 ? furthest : wanted
  const isReversed = compare(to, from) < 0
  const { placeId = '', patientId = '' } = query
  for (const id of [query.typeId, placeId, patientId]) if (id && !isId(id)) throw new NotFound()
  const find = (typeId: string): Promise<FreeSlots> =>
    findFreeSlots(work, {
      ...(typeId === '' ? { needs: NO_TYPE } : { typeId }),
      placeId: placeId === '' ? undefined : placeId,
      patientIds: patientId === '' ? [] : [patientId],
      from,
      to: isReversed ? from : to,
    })
  // Given at once, they travel at once.
  const listed = findChoices(work)
  const named = query.typeId ? find(query.typeId) : undefined
  const [choices, early] = await Promise.all([listed, named])
  const typeId = query.typeId || (choices.types[0]?.id ?? '')
  const found = early ?? (await find(typeId))
  return { typeId, placeId, patientId, from, to, choices, ...found, slots: isReversed ? [] : found.slots }
}

/** Where a practice has no type yet. */
const NO_TYPE = { durationMinutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, stepMinutes: 15 }
