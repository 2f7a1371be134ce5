import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseTicks } from './ticks.ts'

const finite = fc.double({ min: -1e14, max: 1e14, noNaN: true })
const ranges = fc.record({
  low: finite,
  high: finite,
  most: fc.integer({ min: 3, max: 9 }),
  whole: fc.boolean(),
})

describe('the marks of an axis', () => {
  it.each([
    { low: 0, high: 48, most: 4, ticks: [0, 20, 40, 60] },
    { low: 0, high: 48, most: 3, ticks: [0, 25, 50] },
    { low: 0, high: 4710, most: 6, ticks: [0, 1000, 2000, 3000, 4000, 5000] },
    { low: 0, high: 3, most: 6, ticks: [0, 1, 2, 3] },
    { low: 0, high: 0, most: 6, ticks: [0, 1] },
    { low: 7, high: 7, most: 3, ticks: [0, 5, 10] },
    { low: -3, high: -1, most: 6, ticks: [-3, -2, -1, 0] },
    { low: -1, high: 100, most: 3, ticks: [-100, 0, 100] },
    { low: 0, high: 2, most: 4, ticks: [0, 1, 2] },
  ])('from $low to $high, at most $most, counted: $ticks', ({ ticks, ...range }) => {
    expect(chooseTicks({ ...range, whole: true })).toEqual(ticks)
  })

  it('says parts without the noise of floats', () => {
    const parts = chooseTicks({ low: 0, high: 0.7, most: 8, whole: false })
    expect(parts.map(String)).toEqual(['0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7'])
  })

  it('holds the data and 0, at most as many as asked', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const ticks = chooseTicks(range)
        expect(ticks.length).toBeLessThanOrEqual(range.most)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, range.low))
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, range.high))
        expect(ticks).toContain(0)
      }),
    )
  })

  it('are round numbers, evenly apart, in as few digits as they need, and never -0', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const ticks = chooseTicks(range)
        const zero = ticks.indexOf(0)
        const step = Math.abs(ticks[zero === 0 ? 1 : zero - 1] ?? Number.NaN)
        const [digits = '', exponent = ''] = step.toExponential().split('e')
        expect(['1', '2', '2.5', '5']).toContain(digits)
        expect(ticks.every(Number.isInteger) || !range.whole).toBe(true)
        for (const [index, tick] of ticks.entries()) {
          expect(tick).toBe(Number(`${(index - zero) * Number(digits) * 10}e${Number(exponent) - 1}`))
          expect(Object.is(tick, -0)).toBe(false)
        }
      }),
    )
  })

  it('are as close as they may be: the next closer round step would be too many', () => {
    const closer: Record<string, number> = { '1': 5, '2': 10, '2.5': 20, '5': 25 }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 3, max: 9 }), (high, most) => {
        const step = chooseTicks({ low: 0, high, most, whole: true })[1] ?? Number.NaN
        const [digits = '', exponent = ''] = step.toExponential().split('e')
        const next = step === 5 ? 2 : Number(`${closer[digits]}e${Number(exponent) - 1}`)
        expect(next < 1 || Math.ceil(high / next) + 1 > most).toBe(true)
      }),
    )
  })

  it.each([
    { low: Number.NaN, high: 1, most: 6 },
    { low: 0, high: Number.POSITIVE_INFINITY, most: 6 },
    { low: -1e15, high: 0, most: 6 },
    { low: 0, high: 1, most: 2 },
  ])('refuses $low to $high with $most', (range) => {
    expect(() => chooseTicks({ ...range, whole: false })).toThrow(RangeError)
  })
})
