import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { checkbox, optionalDate, optionalId } from '#src/platform/http/fields.ts'
import { lockPractitioner } from '../catalogue/practitioner-lock.ts'
import {
  type HoursJson,
  type HoursRefused,
  type TypedWeek,
  WEEKDAYS,
  clash,
  dayField,
  hoursLines,
  readLines,
  readTypedWeek,
  refuseHours,
  timeText,
  typedWeek,
} from './week-form.ts'
import { openingHoursEvents } from '../events.ts'

/** The hours of one place that hold for the same dates: what the page edits at a time. */
export type HoursGroup = Pick<HoursJson, 'placeId' | 'validFrom' | 'validTo'>

/**
 * `hours` replaces the whole usual week. The page sends one group of it instead, typed day by day: the group that
 * was shown (`shownFrom`, `shownTo`) gives way to the one typed; with `replaces`, what held before ends the day
 * before the new one begins.
 */
export const weekForm = z.object({
  hours: hoursLines.optional(),
  placeId: optionalId.optional(),
  ...typedWeek,
  validFrom: optionalDate.optional(),
  validTo: optionalDate.optional(),
  shownFrom: optionalDate.optional(),
  shownTo: optionalDate.optional(),
  isNew: checkbox.optional(),
  replaces: checkbox.optional(),
})
type WeekInput = z.output<typeof weekForm>

/** Hours of the usual week, or of a period, by weekday and time. */
export async function findHours(work: Work, periodId: string | null = null): Promise<HoursJson[]> {
  const rows = await work.tx
    .selectFrom('openingHours')
    .select(['placeId', 'weekday', 'opensAt', 'closesAt', 'validFrom', 'validTo'])
    .where('practiceId', '=', work.practiceId)
    .where('periodId', periodId === null ? 'is' : '=', periodId)
    .orderBy('weekday')
    .orderBy('opensAt')
    .execute()
  return rows.map((row) => ({
    placeId: row.placeId,
    weekday: row.weekday,
    from: timeText(row.opensAt),
    to: timeText(row.closesAt),
    validFrom: row.validFrom?.toString() ?? null,
    validTo: row.validTo?.toString() ?? null,
  }))
}

/** Puts these hours in the place of those of the usual week, or of a period. */
export async function writeHours(
  work: Work,
  hours: readonly HoursJson[],
  periodId: string | null,
): Promise<void> {
  await requirePlaces(
    work,
    hours.flatMap((one) => one.placeId ?? []),
  )
  await work.tx
    .deleteFrom('openingHours')
    .where('practiceId', '=', work.practiceId)
    .where('periodId', periodId === null ? 'is' : '=', periodId)
    .execute()
  if (hours.length === 0) return
  await work.tx
    .insertInto('openingHours')
    .values(
      hours.map((one) => ({
        id: newId(),
        placeId: one.placeId,
        weekday: one.weekday,
        opensAt: Temporal.PlainTime.from(one.from),
        closesAt: Temporal.PlainTime.from(one.to),
        validFrom: one.validFrom === null ? null : Temporal.PlainDate.from(one.validFrom),
        validTo: one.validTo === null ? null : Temporal.PlainDate.from(one.validTo),
        periodId,
      })),
    )
    .execute()
}

/** Throws NotFound when one of the places is not the practice's. */
export async function requirePlaces(work: Work, placeIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(placeIds)]
  if (wanted.length === 0) return
  const found = await work.tx
    .selectFrom('place')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', wanted)
    .execute()
  if (found.length !== wanted.length) throw new NotFound()
}

/** Replaces the usual week, or a group of it; the one before is kept for the undo. */
export async function replaceWeek(
  work: Work,
  input: WeekInput,
): Promise<{ hours: HoursJson[] } | HoursRefused> {
  // Two replacements at once would otherwise leave the hours of both.
  await lockPractitioner(work)
  const before = await findHours(work)
  const read = input.hours ? readLines(input.hours) : mergeGroup(before, input)
  if (isRefused(read)) return read
  return { hours: await replaceUsual(work, { before, hours: read.hours, event: openingHoursEvents.replace }) }
}

/** Gives back the week that the last change replaced, and keeps the present one in its place. */
export async function undoWeek(work: Work): Promise<{ hours: HoursJson[] } | Refused<'nothing-to-undo'>> {
  await lockPractitioner(work)
  const last = await work.tx
    .selectFrom('replacedWeek')
    .select(['id', 'hours'])
    .where('practiceId', '=', work.practiceId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return { refused: 'nothing-to-undo' }
  await work.tx
    .deleteFrom('replacedWeek')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', last.id)
    .execute()
  const before = await findHours(work)
  const hours = last.hours as HoursJson[]
  return { hours: await replaceUsual(work, { before, hours, event: openingHoursEvents.undo }) }
}

async function replaceUsual(
  work: Work,
  change: {
    before: readonly HoursJson[]
    hours: readonly HoursJson[]
    event: typeof openingHoursEvents.replace
  },
): Promise<HoursJson[]> {
  await work.tx
    .insertInto('replacedWeek')
    .values({ id: newId(), hours: JSON.stringify(change.before), replacedAt: work.now })
    .execute()
  await writeHours(work, change.hours, null)
  work.record(change.event, work.practiceId, { ranges: change.hours.length })
  return findHours(work)
}

/** Pure: the whole week with the group that was typed in the place of the one that was shown. */
export function mergeGroup(
  before: readonly HoursJson[],
  input: Omit<WeekInput, 'hours'> & TypedWeek,
): { hours: HoursJson[] } | HoursRefused {
  const group: HoursGroup = {
    placeId: input.placeId ?? null,
    validFrom: input.validFrom?.toString() ?? null,
    validTo: input.validTo?.toString() ?? null,
  }
  const shown: HoursGroup = {
    placeId: group.placeId,
    validFrom: input.shownFrom?.toString() ?? null,
    validTo: input.shownTo?.toString() ?? null,
  }
  if (WEEKDAYS.every((weekday) => input[dayField(weekday)] === undefined))
    return refuseHours('hours', 'required')
  if (input.isNew && group.validFrom === null) return refuseHours('validFrom', 'required')
  const read = readTypedWeek(input, group)
  if (isRefused(read)) return read
  const others = before.filter((one) => input.isNew || !isOfGroup(one, shown))
  const kept =
    input.replaces && group.validFrom !== null ? others.flatMap((one) => endBefore(one, group)) : others
  const clashing = read.hours.find((one) => kept.some((other) => clash(one, other)))
  if (clashing) return refuseHours(input.isNew ? 'replaces' : `day${clashing.weekday}`, 'overlap')
  return { hours: [...kept, ...read.hours] }
}

export function isOfGroup(one: HoursGroup, group: HoursGroup): boolean {
  return one.placeId === group.placeId && one.validFrom === group.validFrom && one.validTo === group.validTo
}

/** What holds at the same place no longer does when the new group begins. */
function endBefore(one: HoursJson, { placeId, validFrom, validTo }: HoursGroup): HoursJson[] {
  if (one.placeId !== placeId || validFrom === null) return [one]
  if (one.validTo !== null && one.validTo < validFrom) return [one]
  if (validTo !== null && one.validFrom !== null && one.validFrom > validTo) return [one]
  const dayBefore = Temporal.PlainDate.from(validFrom).subtract({ days: 1 }).toString()
  const parts: HoursJson[] = []
  if (one.validFrom === null || one.validFrom <= dayBefore) parts.push({ ...one, validTo: dayBefore })
  if (validTo !== null && (one.validTo === null || one.validTo > validTo)) {
    const dayAfter = Temporal.PlainDate.from(validTo).add({ days: 1 }).toString()
    parts.push({ ...one, validFrom: dayAfter })
  }
  return parts
}

/** The groups of a place, the one without dates first. */
export function groupsOf(hours: readonly HoursJson[], placeId: string | null): HoursGroup[] {
  const groups: HoursGroup[] = [{ placeId, validFrom: null, validTo: null }]
  for (const one of hours) {
    if (one.placeId !== placeId || groups.some((group) => isOfGroup(one, group))) continue
    groups.push({ placeId, validFrom: one.validFrom, validTo: one.validTo })
  }
  return groups.sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''))
}
