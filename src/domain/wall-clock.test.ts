import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { toInstant } from './civil-time.ts'
import { dateOfDay, dayNumber, dayOfInstant, wallClock, weekdayOfDay } from './wall-clock.ts'
import { ZONES } from '#test/worlds/zones.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const clockOf = (zone: string, date: string) => {
  const day = dayNumber(Temporal.PlainDate.from(date))
  return { day, clock: wallClock(zone, { firstDay: day, lastDay: day }) }
}

describe('the clock on the wall', () => {
  test('a morning is one span, whatever the season', () => {
    const { day, clock } = clockOf('Europe/Paris', '2026-11-23')
    expect(clock.spansOf(day, 540, 720)).toEqual([
      { start: at('2026-11-23T08:00:00Z'), end: at('2026-11-23T11:00:00Z') },
    ])
  })

  test('a day of 23 or 25 hours is one span of as many', () => {
    for (const [date, hours] of [
      ['2026-03-29', 23],
      ['2026-10-25', 25],
      ['2026-10-26', 24],
    ] as const) {
      const { day, clock } = clockOf('Europe/Paris', date)
      const spans = clock.spansOf(day, 0, 1440)
      expect(spans).toHaveLength(1)
      expect(spans.map((span) => (span.end - span.start) / 3_600_000)).toEqual([hours])
    }
  })

  test('the hour jumped over does not exist; the one that comes twice does so twice', () => {
    const spring = clockOf('Europe/Paris', '2026-03-29')
    expect(spring.clock.spansOf(spring.day, 120, 180)).toEqual([])
    expect(spring.clock.spansOf(spring.day, 150, 210)).toEqual([
      { start: at('2026-03-29T01:00:00Z'), end: at('2026-03-29T01:30:00Z') },
    ])
    const autumn = clockOf('Europe/Paris', '2026-10-25')
    expect(autumn.clock.spansOf(autumn.day, 120, 150)).toEqual([
      { start: at('2026-10-25T00:00:00Z'), end: at('2026-10-25T00:30:00Z') },
      { start: at('2026-10-25T01:00:00Z'), end: at('2026-10-25T01:30:00Z') },
    ])
  })

  test('instants and their writing agree with Temporal, in every zone, around every change', () => {
    const cases = fc.record({
      place: fc.constantFrom(...ZONES),
      days: fc.integer({ min: -2, max: 2 }),
      minutes: fc.nat(1439),
    })
    fc.assert(
      fc.property(cases, ({ place: { zone, date }, days, minutes }) => {
        const civil = Temporal.PlainDate.from(date).add({ days })
        const { day, clock } = clockOf(zone, civil.toString())
        const wall = civil.toPlainDateTime().add({ minutes })
        const instant = toInstant(wall, zone)
        expect(clock.instantOf(day, minutes)).toBe(instant.epochMilliseconds)
        expect(clock.isoOf(instant.epochMilliseconds)).toBe(
          instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }),
        )
      }),
      { seed, numRuns: 1000 },
    )
  })
})

test('days are counted, named and found again', () => {
  const dates = fc.integer({ min: -30_000, max: 60_000 })
  fc.assert(
    fc.property(dates, (day) => {
      const date = dateOfDay(day)
      expect(dayNumber(date)).toBe(day)
      expect(weekdayOfDay(day)).toBe(date.dayOfWeek)
    }),
    { seed },
  )
  expect(dayOfInstant(Temporal.Instant.from('2026-11-22T23:00:00Z'), 'Europe/Paris')).toBe(
    dayNumber({ year: 2026, month: 11, day: 23 }),
  )
})
