import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { findChoices } from '../catalogue/find-choices.ts'
import { optionalDate } from '#src/platform/http/fields.ts'
import { slotsAnswer } from '../hours/answers.ts'
import { type FreeSlots, findFreeSlots } from './find-free-slots.ts'
import { type SlotsData, SlotsPage } from './slots-page.tsx'

const slotsQuery = z.object({
  typeId: z.string().max(40).optional(),
  placeId: z.string().max(40).optional(),
  patientId: z.string().max(40).optional(),
  du: optionalDate.optional(),
  au: optionalDate.optional(),
})
type SlotsQuery = z.output<typeof slotsQuery>

const USUAL_DAYS = 6
/** A quarter: longer lists are read by nobody. */
const MOST_DAYS = 92

export function addSlotRoutes(routes: Routes): void {
  routes.page('/agenda/creneaux', {
    summary: 'Free times for a type of appointment (typeId), from the civil date du to au (92 days at most)',
    query: slotsQuery,
    answer: slotsAnswer,
    load: async (visit, { query }): Promise<SlotsData> => {
      const choices = await findChoices(visit)
      const { from, to } = datesOf(visit, query)
      const typeId = query.typeId || (choices.types[0]?.id ?? '')
      const { placeId = '', patientId = '' } = query
      return {
        typeId,
        placeId,
        patientId,
        from,
        to,
        choices,
        ...(await loadSlots(visit, { ...query, typeId })),
      }
    },
    page: (data, view) => <SlotsPage view={view} data={data} />,
    // A client names its type: no list of them is read.
    loadJson: async (visit, { query }) => {
      const typeId = query.typeId || ((await findChoices(visit)).types[0]?.id ?? '')
      return slotsJson(await loadSlots(visit, { ...query, typeId }), Boolean(query.patientId))
    },
  })
}

async function loadSlots(work: Work, query: SlotsQuery): Promise<FreeSlots> {
  const { from, to } = datesOf(work, query)
  const { typeId, placeId, patientId } = query
  for (const id of [typeId, placeId, patientId]) if (id && !isId(id)) throw new NotFound()
  const isReversed = Temporal.PlainDate.compare(to, from) < 0
  const found = await findFreeSlots(work, {
    ...(typeId ? { typeId } : { needs: NO_TYPE }),
    placeId: placeId || undefined,
    patientIds: patientId ? [patientId] : [],
    from,
    to: isReversed ? from : to,
  })
  return isReversed ? { ...found, slots: [] } : found
}

function datesOf(
  { today }: { today: Temporal.PlainDate },
  query: SlotsQuery,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = query.du ?? today
  const wanted = query.au ?? from.add({ days: USUAL_DAYS })
  const furthest = from.add({ days: MOST_DAYS - 1 })
  return { from, to: Temporal.PlainDate.compare(wanted, furthest) > 0 ? furthest : wanted }
}

function slotsJson({ slots, planning: { clock } }: FreeSlots, forSomebody: boolean) {
  return {
    items: slots.map(({ start, end, touches, fits }) => ({
      startsAt: clock.isoOf(start),
      endsAt: clock.isoOf(end),
      touches,
      ...(forSomebody ? { fits } : {}),
    })),
    next: null,
  }
}

/** Where a practice has no type yet. */
const NO_TYPE = { durationMinutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, stepMinutes: 15 }
