import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Span, overlaps } from '#src/domain/interval.ts'
import { seed } from '#test/seed.ts'
import { type Choice, type PlanGround, type PlannedDate, type WantedDate, planDates } from './plan-dates.ts'

const ZONE = 'Europe/Paris'
const MINUTE = 60_000
const monday = Temporal.PlainDate.from('2026-11-23')

function ground(more: Partial<PlanGround> = {}): PlanGround {
  return {
    zone: ZONE,
    today: monday,
    stepMinutes: 15,
    busy: [],
    closed: [],
    hasHours: true,
    unavailable: () => [],
    openings: (first, last) => {
      const spans: Span[] = []
      for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
        if (day.dayOfWeek > 5) continue
        const at = (time: string) =>
          day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds
        spans.push({ start: at('09:00'), end: at('18:00') })
      }
      return spans
    },
    ...more,
  }
}
function wantedOn(
  dates: readonly Temporal.PlainDate[],
  time: string,
  more: Partial<WantedDate> = {},
): WantedDate[] {
  return dates.map((date) => ({
    key: date.toString(),
    wall: date.toPlainDateTime(time),
    minutes: 45,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    patients: [],
    ...more,
  }))
}
function span(day: Temporal.PlainDate, from: string, to: string): Span {
  const at = (time: string) => day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds
  return { start: at(from), end: at(to) }
}
function plan(
  wanted: readonly WantedDate[],
  of: PlanGround,
  choices: Record<string, Choice> = {},
  ask: 'problems' | 'walls' | 'nothing' = 'nothing',
): PlannedDate[] {
  const rows = planDates(wanted, of, { choices: new Map(Object.entries(choices)), ask })
  if ('refused' in rows) throw new Error(rows.refused)
  return rows
}
const weeks = [0, 1, 2, 3].map((n) => monday.add({ weeks: n }))
const [firstKey, secondKey] = weeks.map(String) as [string, string, string, string]

describe('what becomes of each date', () => {
  test('a time off is left out until it is taken all the same, an evening is taken', () => {
    const closed = [{ ...span(monday, '00:00', '23:59'), problem: 'time-off' as const, label: 'Stage' }]
    const [off] = plan(wantedOn(weeks, '10:00'), ground({ closed }))
    expect([off?.problem, off?.label, off?.taken]).toEqual(['time-off', 'Stage', undefined])
    const [taken] = plan(wantedOn(weeks, '10:00'), ground({ closed }), { [firstKey]: 'take-anyway' })
    expect(taken?.taken?.date.toString()).toBe(firstKey)
    const [evening] = plan(wantedOn(weeks, '20:00'), ground())
    expect([evening?.problem, evening?.taken?.date.toString()]).toEqual(['outside-hours', firstKey])
  })

  test('a page is asked about each problem, another client about walls alone, and an answer settles it', () => {
    const of = ground({ busy: [span(monday.add({ weeks: 1 }), '10:30', '11:00')] })
    const asked = (ask: 'problems' | 'walls', choices: Record<string, Choice> = {}, time = '10:00') =>
      plan(wantedOn(weeks, time), of, choices, ask).flatMap((row) => (row.undecided ? [row.key] : []))
    expect(asked('walls')).toEqual([secondKey])
    expect(asked('problems', {}, '17:30')).toEqual(weeks.map(String))
    expect(asked('walls', {}, '17:30')).toEqual([])
    expect(asked('walls', { [secondKey]: 'take' })).toEqual([secondKey])
    expect(asked('walls', { [secondKey]: 'skip' })).toEqual([])
    expect(asked('walls', { [secondKey]: Temporal.Instant.from('2026-11-30T13:00:00Z') })).toEqual([])
    expect(asked('walls', { [secondKey]: Temporal.Instant.from('2026-11-30T09:15:00Z') })).toEqual([
      secondKey,
    ])
  })

  test('one that is left out keeps its time, and the others respect it', () => {
    const [a, b] = wantedOn(weeks.slice(0, 2), '10:00').map((one) => ({ ...one, key: one.key }))
    if (!a || !b) throw new Error('two dates')
    // The first is to go where the second is; the second cannot move, so the first cannot either.
    const [first, second] = [monday, monday.add({ weeks: 1 })]
    const current = (day: Temporal.PlainDate) => ({
      startsAt: Temporal.Instant.fromEpochMilliseconds(span(day, '10:00', '10:45').start),
      endsAt: Temporal.Instant.fromEpochMilliseconds(span(day, '10:00', '10:45').end),
      date: day,
      wallTime: Temporal.PlainTime.from('10:00'),
    })
    const rows = plan(
      [
        {
          ...a,
          key: 'a',
          wall: second.toPlainDateTime('10:15'),
          current: current(first),
          occupied: span(first, '10:00', '10:45'),
        },
        {
          ...b,
          key: 'b',
          wall: second.toPlainDateTime('12:00'),
          current: current(second),
          occupied: span(second, '10:00', '10:45'),
        },
      ],
      ground({ busy: [span(second, '12:15', '13:00')] }),
    )
    expect(rows.map((row) => [row.key, row.problem, row.taken])).toEqual([
      ['a', 'conflict', undefined],
      ['b', 'conflict', undefined],
    ])
  })

  test('a day that skips the hour has no such time; other times of the week are offered', () => {
    const sunday = Temporal.PlainDate.from('2027-03-28')
    const [row] = plan(wantedOn([sunday], '02:30'), ground())
    expect([row?.problem, row?.taken, row?.wanted.span]).toEqual(['time-skipped', undefined, undefined])
    expect(row?.nearest.length).toBe(4)
  })

  test('whatever is busy and chosen: nothing taken overlaps, what is offered is free, and nothing free is left out', () => {
    const anySpan = fc
      .tuple(
        fc.integer({ min: 0, max: 27 }),
        fc.integer({ min: 7 * 60, max: 20 * 60 }),
        fc.integer({ min: 10, max: 200 }),
      )
      .map(([day, from, minutes]) => {
        const start = monday.add({ days: day }).toZonedDateTime(ZONE).epochMilliseconds + from * MINUTE
        return { start, end: start + minutes * MINUTE }
      })
    const anyChoice = fc.constantFrom<Choice | undefined>(undefined, 'take', 'take-anyway', 'skip')
    fc.assert(
      fc.property(
        fc.array(anySpan, { maxLength: 40 }),
        fc.array(anyChoice, { minLength: 28, maxLength: 28 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 8, max: 18 }),
        (busy, chosen, bufferBeforeMinutes, bufferAfterMinutes, hour) => {
          const dates = chosen.map((_, index) => monday.add({ days: index }))
          const choices = new Map(
            dates.flatMap((date, index) => (chosen[index] ? [[date.toString(), chosen[index]]] : [])),
          )
          const buffers = { bufferBeforeMinutes, bufferAfterMinutes }
          const wanted = wantedOn(dates, `${String(hour).padStart(2, '0')}:00`, buffers)
          const rows = plan(wanted, ground({ busy }), Object.fromEntries(choices) as Record<string, Choice>)
          const padded = ({
            startsAt,
            endsAt,
          }: {
            startsAt: Temporal.Instant
            endsAt: Temporal.Instant
          }): Span => ({
            start: startsAt.epochMilliseconds - bufferBeforeMinutes * MINUTE,
            end: endsAt.epochMilliseconds + bufferAfterMinutes * MINUTE,
          })
          const taken = rows.flatMap((row) => (row.taken ? [padded(row.taken)] : []))
          const isFree = (one: Span) => !busy.some((other) => overlaps(one, other))
          expect(taken.every(isFree)).toBe(true)
          expect(taken.every((one) => taken.every((other) => one === other || !overlaps(one, other)))).toBe(
            true,
          )
          expect(rows.flatMap((row) => row.nearest).every((slot) => isFree(padded(slot)))).toBe(true)
          const lost = rows.filter(
            (row) =>
              !row.taken &&
              choices.get(row.key) !== 'skip' &&
              row.wanted.span &&
              isFree(padded(row.wanted.span)),
          )
          expect(lost).toEqual([])
        },
      ),
      { seed, numRuns: 200 },
    )
  })
})

test('a date further than the agenda reaches is refused whole', () => {
  const rows = planDates(wantedOn([monday.add({ years: 12 })], '10:00'), ground(), {
    choices: new Map(),
    ask: 'nothing',
  })
  expect(rows).toEqual({ refused: 'far-date' })
})
