import { expect, test } from 'vitest'
import { createBuckets } from './buckets.ts'

const START = Temporal.Instant.from('2026-11-30T08:00:00Z')
const rate = { count: 3, per: 'minute' } as const

test('as many as allowed may come at once; then one comes each time its part has passed', () => {
  const buckets = createBuckets()
  const take = (seconds: number) => buckets.take('a', rate, START.add({ seconds }))
  expect([take(0), take(0), take(0)]).toEqual([undefined, undefined, undefined])
  expect([take(0), take(5)]).toEqual([20, 15])
  expect([take(20), take(20)]).toEqual([undefined, 20])
  expect([take(3600), take(3600), take(3600), take(3600)]).toEqual([undefined, undefined, undefined, 20])
})

test('each sender has turns of his own', () => {
  const buckets = createBuckets()
  for (let n = 0; n < 3; n++) buckets.take('a', rate, START)
  expect(buckets.take('a', rate, START)).toBe(20)
  expect(buckets.take('b', rate, START)).toBeUndefined()
})

test('a clock that goes back gives and takes nothing', () => {
  const buckets = createBuckets()
  for (let n = 0; n < 3; n++) buckets.take('a', rate, START)
  expect(buckets.take('a', rate, START.subtract({ minutes: 5 }))).toBe(20)
})

test('ever new senders fill nothing: who was quiet longest is forgotten, who asks on is not', () => {
  const buckets = createBuckets(10)
  for (let n = 0; n < 3; n++) buckets.take('quiet', rate, START)
  for (let n = 0; n < 3; n++) buckets.take('busy', rate, START)
  for (let n = 0; n < 1_000; n++) {
    buckets.take(`stranger ${n}`, rate, START)
    expect(buckets.take('busy', rate, START)).toBe(20)
  }
  expect(buckets.take('quiet', rate, START)).toBeUndefined()
})
