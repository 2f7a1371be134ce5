import { z } from 'zod'
import { daysRange } from '#src/domain/civil-time.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { findSurvivorId, searchPatterns } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import { optionalDate, optionalId } from '#src/platform/http/fields.ts'
import type { AppointmentFilter } from '../../appointments/list-appointments.ts'
import type { Choices } from '#src/features/planning/index.ts'
import { STATUSES } from '#src/domain/appointment-status.ts'

/** An empty choice of a form asks for nothing; nonsense in an address neither. */
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined)

/** What the list of appointments is asked for; the address keeps it. */
export const findQuery = z.object({
  q: z.string().max(300).default('').catch(''),
  du: optionalDate.optional().catch(undefined),
  au: optionalDate.optional().catch(undefined),
  patient: optionalId.optional().catch(undefined),
  type: optionalId.optional().catch(undefined),
  lieu: optionalId.optional().catch(undefined),
  statut: oneOf(STATUSES),
  reglement: oneOf(['du']),
  notes: oneOf(['avec', 'sans']),
  cursor: z.string().max(300).optional(),
})

export type FindQuery = z.output<typeof findQuery>

/** The list that nobody asked anything of shows this many days from today. */
const DAYS_AHEAD = 30

/** Whether anything but a period is asked for. */
export function isSearching(query: FindQuery): boolean {
  const { q, patient, type, lieu, statut, reglement, notes } = query
  return [q.trim(), patient, type, lieu, statut, reglement, notes].some(Boolean)
}

/** The civil dates asked for; a list nobody asked anything of is the next month. */
export function periodOf(
  query: FindQuery,
  today: Temporal.PlainDate,
): { first: Temporal.PlainDate | undefined; last: Temporal.PlainDate | undefined } {
  const { du, au } = query
  if (du || au || isSearching(query)) return { first: du, last: au }
  return { first: today, last: today.add({ days: DAYS_AHEAD }) }
}

/** Who was merged is asked for as who is left. */
export async function followMerge(work: Work, query: FindQuery): Promise<FindQuery> {
  const survivor = query.patient && (await findSurvivorId(work.tx, query.patient))
  return survivor ? { ...query, patient: survivor } : query
}

/** The question for the database. A search over all the years shows the latest first. */
export function filterOf(work: Work, query: FindQuery, choices: Choices, limit: number): AppointmentFilter {
  const { first, last } = periodOf(query, work.today)
  return {
    startsAt: first && daysRange(first, first, work.zone).startsAt,
    endsAt: last && daysRange(last, last, work.zone).endsAt,
    patientId: query.patient,
    typeId: query.type,
    placeId: query.lieu,
    status: query.statut,
    unpaid: query.reglement === 'du',
    noted: query.notes && query.notes === 'avec',
    text: query.q.trim() === '' ? undefined : textOf(query.q, choices),
    latestFirst: !first && !last,
    cursor: query.cursor,
    limit,
  }
}

function textOf(q: string, { types, places }: Choices): NonNullable<AppointmentFilter['text']> {
  const words = toSearchKey(q).split(' ')
  const idsOf = (things: readonly { id: string; name: string }[]): string[] =>
    things
      .filter(({ name }) =>
        words.every((word) => word !== '' && ` ${toSearchKey(name)}`.includes(` ${word}`)),
      )
      .map(({ id }) => id)
  const { anywhere } = searchPatterns(q)
  // Punctuation alone is nobody's name.
  return {
    patterns: anywhere.length > 0 ? anywhere : ['\u0001\u0001\u0001'],
    typeIds: idsOf(types),
    placeIds: idsOf(places),
  }
}
