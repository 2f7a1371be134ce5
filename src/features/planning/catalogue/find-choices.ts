import type { EventColour } from '#src/ui/index.ts'
import type { Work } from '#src/platform/work.ts'

export interface TypeChoice {
  id: string
  name: string
  durationMinutes: number
  priceCents: number
  colour: EventColour
  firstInterview: boolean
  placeId: string | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  archived: boolean
}

export interface PlaceChoice {
  id: string
  name: string
  kind: string
  archived: boolean
}

export interface Choices {
  types: TypeChoice[]
  places: PlaceChoice[]
}

/** Types and places a form offers: those in use, and those an appointment has already; or all there ever were. */
export async function findChoices(
  work: Work,
  kept: { typeId?: string; placeId?: string | null } | 'all' = {},
): Promise<Choices> {
  const types = await work.tx
    .selectFrom('appointmentType')
    .select([
      'id',
      'name',
      'durationMinutes',
      'priceCents',
      'colour',
      'firstInterview',
      'placeId',
      'bufferBeforeMinutes',
      'bufferAfterMinutes',
      'stepMinutes',
      'archivedAt',
    ])
    .where('practiceId', '=', work.practiceId)
    .orderBy('position')
    .orderBy('name')
    .execute()
  const places = await work.tx
    .selectFrom('place')
    .select(['id', 'name', 'kind', 'archivedAt'])
    .where('practiceId', '=', work.practiceId)
    .orderBy('position')
    .orderBy('name')
    .execute()
  return {
    types: types
      .map(({ archivedAt, colour, ...type }) => ({
        ...type,
        colour: colourOf(colour),
        archived: archivedAt !== null,
      }))
      .filter((type) => kept === 'all' || !type.archived || type.id === kept.typeId),
    places: places
      .map(({ archivedAt, ...place }) => ({ ...place, archived: archivedAt !== null }))
      .filter((place) => kept === 'all' || !place.archived || place.id === kept.placeId),
  }
}

const COLOURS: readonly EventColour[] = ['sage', 'ocean', 'plum', 'ochre', 'rose']

export function colourOf(text: string): EventColour {
  return COLOURS.find((colour) => colour === text) ?? 'sage'
}
