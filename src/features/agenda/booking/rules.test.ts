import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { seed } from '#test/seed.ts'
import { assignLanes, stretchesWithout } from '../views/lanes.ts'
import { resolveAskedTime, spanOfAppointment } from '#src/domain/start-time.ts'
import { isLateCancellation, mayChange, refuseStatus } from '../appointments/status.ts'
import { STATUSES } from '#src/domain/appointment-status.ts'

const zone = 'Europe/Paris'
const today = Temporal.PlainDate.from('2026-11-23')
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const wall = (text: string) => ({ kind: 'wall' as const, wall: Temporal.PlainDateTime.from(text) })

describe('the time asked for', () => {
  test('is an instant, unless the clocks skip or repeat it', () => {
    expect(resolveAskedTime(wall('2026-11-23T09:00'), zone)).toEqual({ instant: at('2026-11-23T08:00:00Z') })
    expect(resolveAskedTime(wall('2027-03-28T02:30'), zone)).toMatchObject({ refused: 'time-skipped' })
    expect(resolveAskedTime(wall('2026-10-25T02:30'), zone)).toMatchObject({ refused: 'time-twice' })
    expect(resolveAskedTime({ ...wall('2026-10-25T02:30'), occurrence: 'second' }, zone)).toEqual({
      instant: at('2026-10-25T01:30:00Z'),
    })
  })

  test.each([
    [-1, 'reversed'],
    [0, 'too-short'],
    [4, 'too-short'],
    [721, 'too-long'],
  ])('%i minutes are refused as %s', (minutes, refused) => {
    expect(spanOfAppointment(at('2026-11-23T08:00:00Z'), minutes, { zone, today })).toEqual({ refused })
  })

  test('it ends on its own day, midnight included, also on days of 23 and 25 hours', () => {
    const span = (start: string, minutes: number) => spanOfAppointment(at(start), minutes, { zone, today })
    expect(isRefused(span('2026-11-23T22:00:00Z', 60))).toBe(false)
    expect(span('2026-11-23T22:00:00Z', 61)).toEqual({ refused: 'over-midnight' })
    expect(isRefused(span('2026-10-25T22:00:00Z', 60))).toBe(false)
    expect(span('2026-10-25T22:30:00Z', 60)).toEqual({ refused: 'over-midnight' })
    expect(span('2027-03-28T21:30:00Z', 60)).toEqual({ refused: 'over-midnight' })
  })
})

describe('statuses', () => {
  test('each change starts from the statuses it can, and no other', () => {
    const allowed = (change: Parameters<typeof mayChange>[1]) =>
      STATUSES.filter((status) => mayChange(status, change))
    expect(allowed('cancel')).toEqual(['requested', 'confirmed', 'arrived'])
    expect(allowed('hold')).toEqual(['requested', 'confirmed', 'arrived'])
    expect(allowed('restore')).toEqual(['arrived', 'cancelled', 'noShow'])
    expect(allowed('unhold')).toEqual(['held'])
    expect(allowed('confirm')).toEqual(['requested'])
  })

  test('nobody misses tomorrow', () => {
    const tomorrow = { status: 'confirmed' as const, date: today.add({ days: 1 }) }
    expect(refuseStatus(tomorrow, 'miss', today)).toEqual({ refused: 'in-future', change: 'miss' })
    expect(refuseStatus(tomorrow, 'cancel', today)).toBeUndefined()
    expect(refuseStatus({ ...tomorrow, date: today }, 'miss', today)).toBeUndefined()
  })

  test('with 24 hours’ notice, at 11:00 tomorrow 10:00 is late and tomorrow 12:00 is not', () => {
    const now = at('2026-11-23T11:00:00Z')
    expect(isLateCancellation('patient', at('2026-11-24T10:00:00Z'), now, 24)).toBe(true)
    expect(isLateCancellation('patient', at('2026-11-24T11:00:00Z'), now, 24)).toBe(false)
    expect(isLateCancellation('patient', at('2026-11-24T12:00:00Z'), now, 24)).toBe(false)
    expect(isLateCancellation('practitioner', at('2026-11-23T11:05:00Z'), now, 24)).toBe(false)
    expect(isLateCancellation('patient', at('2026-11-23T11:05:00Z'), now, 0)).toBe(false)
  })
})

describe('lanes', () => {
  const stretches = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 5, max: 200 })), { maxLength: 30 })
    .map((pairs) =>
      pairs.map(([start, length]) => ({ start, end: start + length })).sort((a, b) => a.start - b.start),
    )

  test('no two that overlap share a lane, and those that overlap nothing have the whole width', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const lanes = assignLanes(list)
        const wrong = list.filter((a, i) => {
          const mine = lanes[i]
          const overlapping = list.flatMap((b, j) =>
            j !== i && a.start < b.end && b.start < a.end ? [lanes[j]] : [],
          )
          const alone = overlapping.length === 0
          return (
            !mine ||
            mine.lane >= mine.lanes ||
            (alone && mine.lanes !== 1) ||
            overlapping.some((other) => other?.lane === mine.lane)
          )
        })
        expect(wrong).toEqual([])
      }),
      { seed },
    )
  })

  test('what is left of a stretch is in no hole, and minute by minute the same', () => {
    fc.assert(
      fc.property(stretches, (holes) => {
        const rest = stretchesWithout({ start: 100, end: 1000 }, holes)
        const inside = (list: readonly { start: number; end: number }[], minute: number): boolean =>
          list.some((one) => one.start <= minute && minute < one.end)
        const minutes = Array.from({ length: 1300 }, (_, minute) => minute)
        const wrong = minutes.filter(
          (minute) => inside(rest, minute) !== (minute >= 100 && minute < 1000 && !inside(holes, minute)),
        )
        expect(wrong).toEqual([])
      }),
      { seed },
    )
  })
})
