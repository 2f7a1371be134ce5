import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { findHours } from '../availability.ts'
import { optionalDate, optionalId, optionalTime, wholeNumber } from '../form-parts.ts'
import type { WeeklyHours } from '../openings.ts'
import { timeValue } from '../form-values.ts'
import { lockPractitioner } from '../practitioner-lock.ts'

const range = z.object({
  placeId: optionalId.optional(),
  weekday: wholeNumber(1, 7).pipe(z.number()),
  from: optionalTime.optional(),
  to: optionalTime.optional(),
  validFrom: optionalDate.optional(),
  validTo: optionalDate.optional(),
})

/** A whole week. A line without times is no line. Seven days of four ranges at four places fit. */
export const weekForm = z.object({ hours: z.array(range).max(120).default([]) })

export type HoursRefused = Refused<'hours', { line: number; problem: 'overlap' | 'reversed' | 'incomplete' }>

/** `{ weekday, from, to }` as clients read and send it. */
export type HoursJson = {
  placeId: string | null
  weekday: number
  from: string
  to: string
  validFrom: string | null
  validTo: string | null
}

export async function findWeek(work: Work): Promise<HoursJson[]> {
  return (await findHours(work)).map((one) => hoursJson(one))
}

/** Replaces the week; the one before is kept for the undo. Hours of one day and place may not overlap. */
export async function replaceWeek(
  work: Work,
  input: z.output<typeof weekForm>,
): Promise<{ hours: HoursJson[] } | HoursRefused> {
  const read = readWeek(input)
  if ('refused' in read) return read
  await requirePlaces(work, read.hours)
  return { hours: await writeWeek(work, read.hours, 'openingHours.replace') }
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
  const hours = (last.hours as HoursJson[]).map((one) => readHours(one))
  return { hours: await writeWeek(work, hours, 'openingHours.undo') }
}

async function writeWeek(work: Work, hours: readonly WeeklyHours[], action: string): Promise<HoursJson[]> {
  // Two replacements at once would otherwise leave the hours of both.
  await lockPractitioner(work)
  const before = await findWeek(work)
  await work.tx
    .insertInto('replacedWeek')
    .values({ id: newId(), hours: JSON.stringify(before), replacedAt: work.now })
    .execute()
  await work.tx.deleteFrom('openingHours').where('practiceId', '=', work.practiceId).execute()
  if (hours.length > 0) {
    await work.tx
      .insertInto('openingHours')
      .values(hours.map((one) => ({ id: newId(), ...one })))
      .execute()
  }
  work.audit(action, { type: 'practice', id: work.practiceId }, { ranges: hours.length })
  return findWeek(work)
}

/** Pure: the lines that mean something, or the first that cannot be. */
export function readWeek(input: z.output<typeof weekForm>): { hours: WeeklyHours[] } | HoursRefused {
  const hours: WeeklyHours[] = []
  for (const [line, one] of input.hours.entries()) {
    if (!one.from && !one.to) continue
    if (!one.from || !one.to) return { refused: 'hours', line, problem: 'incomplete' }
    if (Temporal.PlainTime.compare(one.from, one.to) >= 0)
      return { refused: 'hours', line, problem: 'reversed' }
    const next: WeeklyHours = {
      placeId: one.placeId ?? null,
      weekday: one.weekday,
      opensAt: one.from,
      closesAt: one.to,
      validFrom: one.validFrom ?? null,
      validTo: one.validTo ?? null,
    }
    if (hours.some((other) => clash(other, next))) return { refused: 'hours', line, problem: 'overlap' }
    hours.push(next)
  }
  return { hours }
}

function clash(a: WeeklyHours, b: WeeklyHours): boolean {
  if (a.weekday !== b.weekday || a.placeId !== b.placeId) return false
  const before = (first: Temporal.PlainDate | null, last: Temporal.PlainDate | null): boolean =>
    first !== null && last !== null && Temporal.PlainDate.compare(last, first) < 0
  if (before(a.validFrom, b.validTo) || before(b.validFrom, a.validTo)) return false
  const { compare } = Temporal.PlainTime
  return compare(a.opensAt, b.closesAt) < 0 && compare(b.opensAt, a.closesAt) < 0
}

async function requirePlaces(work: Work, hours: readonly WeeklyHours[]): Promise<void> {
  const wanted = [...new Set(hours.flatMap((one) => one.placeId ?? []))]
  if (wanted.length === 0) return
  const found = await work.tx
    .selectFrom('place')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', wanted)
    .execute()
  if (found.length !== wanted.length) throw new NotFound()
}

function hoursJson(one: WeeklyHours): HoursJson {
  return {
    placeId: one.placeId,
    weekday: one.weekday,
    from: timeValue(one.opensAt),
    to: timeValue(one.closesAt),
    validFrom: one.validFrom?.toString() ?? null,
    validTo: one.validTo?.toString() ?? null,
  }
}

function readHours(one: HoursJson): WeeklyHours {
  return {
    placeId: one.placeId,
    weekday: one.weekday,
    opensAt: Temporal.PlainTime.from(one.from),
    closesAt: Temporal.PlainTime.from(one.to),
    validFrom: one.validFrom === null ? null : Temporal.PlainDate.from(one.validFrom),
    validTo: one.validTo === null ? null : Temporal.PlainDate.from(one.validTo),
  }
}
