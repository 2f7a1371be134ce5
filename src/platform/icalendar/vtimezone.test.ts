import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { timeZoneLines } from './vtimezone.ts'
import { readZoneClock, utcText, wallText } from './zone-clock.ts'

const seconds = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 1000
const FROM = seconds('2025-06-01T00:00:00Z')
const TO = seconds('2029-06-01T00:00:00Z')

const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Cayenne',
  'Pacific/Noumea',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Santiago',
  'Asia/Kathmandu',
  'Europe/Dublin',
  'UTC',
]

describe.each(ZONES)('the zone %s', (zone) => {
  const clock = readZoneClock(zone, FROM, TO)

  test('is told as another program understands it, at any moment', () => {
    const text = ['BEGIN:VCALENDAR', ...timeZoneLines(clock), 'END:VCALENDAR'].join('\r\n')
    const component = new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vtimezone')
    if (!component) throw new Error('no zone')
    const told = new ICAL.Timezone(component)
    fc.assert(
      fc.property(fc.integer({ min: FROM, max: TO - 1 }), (at) => {
        // Where a wall time comes twice, a program may mean either.
        const around = [at - 7_200, at + 7_200].map((near) => clock.offsetAt(near))
        fc.pre(around[0] === around[1])
        const wall = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
        expect(clock.offsetAt(at)).toBe(wall.offsetNanoseconds / 1e9)
        const time = ICAL.Time.fromDateTimeString(wall.toPlainDateTime().toString({ smallestUnit: 'second' }))
        expect(told.utcOffset(time)).toBe(clock.offsetAt(at))
      }),
      { seed, numRuns: 200 },
    )
  })

  test('knows the hour that comes twice', () => {
    for (const { at, before, after } of clock.transitions.filter((one) => one.before > one.after)) {
      const wall = Temporal.PlainDateTime.from(wallText(at, after))
      const [first, second] = (['earlier', 'later'] as const).map(
        (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds / 1000,
      )
      expect([first, second]).toEqual([at - (before - after), at])
      const ends = [at - (before - after), at + (before - after)]
      const around = ends.flatMap((end) => [end - 1, end])
      expect(around.map((moment) => clock.isAmbiguous(moment))).toEqual([false, true, true, false])
    }
  })
})

test('regular changes are one rule, the others are listed', () => {
  const lines = (zone: string): string[] => timeZoneLines(readZoneClock(zone, FROM, TO))
  expect(lines('Europe/Paris').filter((line) => line.startsWith('RRULE'))).toEqual([
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  ])
  expect(lines('America/New_York')).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU')
  expect(lines('Africa/Casablanca').some((line) => line.startsWith('RDATE:'))).toBe(true)
  expect(lines('Indian/Reunion').filter((line) => line.startsWith('BEGIN'))).toEqual([
    'BEGIN:VTIMEZONE',
    'BEGIN:STANDARD',
  ])
})

test('texts of moments', () => {
  expect(utcText(seconds('2026-11-23T07:05:09Z'))).toBe('20261123T070509Z')
  expect(wallText(seconds('2026-11-23T23:30:00Z'), 3_600)).toBe('20261124T003000')
})
