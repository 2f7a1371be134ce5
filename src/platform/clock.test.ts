import { expect, test } from 'vitest'
import { createClock } from './clock.ts'

test('now is what the database gives back: no finer than a microsecond, and never ahead of real time', () => {
  for (const clock of [createClock(), createClock(Temporal.Instant.from('2026-11-23T07:00:00.000000999Z'))]) {
    const readings = Array.from({ length: 200 }, clock)
    expect(readings.filter((now) => now.epochNanoseconds % 1_000n !== 0n)).toEqual([])
  }
  const before = createClock()()
  expect(Temporal.Instant.compare(before, Temporal.Now.instant())).toBeLessThanOrEqual(0)
})

test('a clock that is set starts at its instant and runs on', async () => {
  const start = Temporal.Instant.from('2026-11-23T07:00:00Z')
  const clock = createClock(start)
  const first = start.until(clock())
  expect(first.total('milliseconds')).toBeGreaterThanOrEqual(0)
  expect(first.total('milliseconds')).toBeLessThan(1_000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(start.until(clock()).total('milliseconds')).toBeGreaterThan(first.total('milliseconds') + 10)
})
