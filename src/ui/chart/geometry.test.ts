import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandAt,
  barWithin,
  blockBetween,
  heightScale,
  linePath,
  markedPoints,
  stackValues,
} from './geometry.ts'

const y = heightScale([-50, 0, 50, 100], 150)
const value = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null })

describe('across', () => {
  it('the bands lie side by side and fill the plot, and each bar stands in the middle of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 1, max: 20 }), (count, widest) => {
        for (let index = 0; index < count; index += 1) {
          const band = bandAt(index, count)
          const bar = barWithin(band, widest)
          expect(band.left).toBeCloseTo((index * 100) / count, 2)
          expect(bar.width).toBeLessThanOrEqual(Math.min(widest, band.width))
          expect(bar.left + bar.width / 2).toBeCloseTo(band.middle, 2)
          expect(bar.left).toBeGreaterThanOrEqual(band.left)
        }
      }),
    )
  })
})

describe('down', () => {
  it('the highest mark is at the top, the lowest at the foot', () => {
    expect([100, 50, 0, -50].map(y)).toEqual([0, 50, 100, 150])
  })

  it('a block rises from 0, or hangs from it, and is seen however small it is', () => {
    expect(blockBetween(0, 30, y, 2)).toEqual({ top: 70, height: 30 })
    expect(blockBetween(0, -30, y, 2)).toEqual({ top: 100, height: 30 })
    expect(blockBetween(0, 0.1, y, 2)).toEqual({ top: 98, height: 2 })
    expect(blockBetween(0, -0.1, y, 2)).toEqual({ top: 100, height: 2 })
    expect(blockBetween(0, 0, y, 2).height).toBe(0)
  })
})

describe('a stack', () => {
  it('puts what is above 0 on one another and hangs the rest, with nothing between and nothing lost', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        const parts = stackValues(values)
        expect(parts.map((part) => part && part.to - part.from)).toEqual(values)
        for (const sign of [1, -1]) {
          const same = parts.filter((part, index) => part && (values[index] ?? 0) * sign > 0)
          expect(same.map((part) => part?.from)).toEqual(
            [0, ...same.map((part) => part?.to)].slice(0, same.length),
          )
        }
      }),
    )
  })
})

describe('a line', () => {
  it('goes through the middle of each band', () => {
    expect(linePath([0, 50, 100, 0], y)).toBe('M125 100L375 50L625 0L875 100')
  })

  it('is broken where a value is missing, and a value alone is a point', () => {
    const values = [7, null, null, 50, 0, null, 5]
    expect(linePath(values, y)).toBe('M500 50L642.86 100')
    expect(markedPoints(values, 3)).toEqual([0, 6])
    expect(markedPoints(values, 7)).toEqual([0, 3, 4, 6])
  })

  it('shows every value that is known, by a line or by a point', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const drawn = (linePath(values, y).match(/[ML]/g) ?? []).length + markedPoints(values, 0).length
        expect(drawn).toBe(values.filter((known) => known !== null).length)
      }),
    )
  })
})
