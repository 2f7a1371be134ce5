import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { addVat, formatCents, formatPlainCents, maxCents, parseCents, splitVat, sumCents } from './money.ts'

test('formats in French with no-break spaces, and in English', () => {
  expect(formatCents(6000)).toBe('60,00\u00a0€')
  expect(formatCents(123456)).toBe('1\u202f234,56\u00a0€')
  expect(formatCents(100000000)).toBe('1\u202f000\u202f000,00\u00a0€')
  expect(formatCents(5)).toBe('0,05\u00a0€')
  expect(formatCents(-123450)).toBe('-1\u202f234,50\u00a0€')
  expect(formatCents(123456, 'en')).toBe('€1,234.56')
})

describe('reading an amount', () => {
  test.each([
    ['60', 6000],
    ['60,5', 6050],
    ['60.50', 6050],
    [' 1 234,56 € ', 123456],
    ['1\u202f234,56\u00a0€', 123456],
    ['1234,56', 123456],
    ['1.234,56', 123456],
    ['12 euros', 1200],
    ['0', 0],
    ['-12,00', -1200],
    ['\u221212', -1200],
    ['-0', 0],
  ])('%s', (text, cents) => expect(parseCents(text)).toBe(cents))

  test.each([
    '',
    'abc',
    '1.234',
    '60,555',
    '1 23',
    '12 34,5',
    '1,2,3',
    '60,',
    ',5',
    '1e3',
    '99999999999',
    '€',
  ])('refuses %s', (text) => expect(parseCents(text)).toBeUndefined())

  test('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: -maxCents, max: maxCents }), (cents) => {
        expect(parseCents(formatCents(cents))).toBe(cents)
        expect(parseCents(formatPlainCents(cents))).toBe(cents)
      }),
      { seed },
    )
  })
})

test('sums, and refuses fractions', () => {
  expect(sumCents([])).toBe(0)
  expect(sumCents([6000, -500, 1])).toBe(5501)
  expect(() => sumCents([0.1, 0.2])).toThrow(RangeError)
})

describe('VAT', () => {
  test('known amounts', () => {
    expect(splitVat(12000, 2000)).toEqual({ netCents: 10000, vatCents: 2000 })
    expect(splitVat(10000, 2000)).toEqual({ netCents: 8333, vatCents: 1667 })
    expect(splitVat(10000, 550)).toEqual({ netCents: 9479, vatCents: 521 })
    expect(splitVat(-10000, 2000)).toEqual({ netCents: -8333, vatCents: -1667 })
    expect(addVat(3043, 2000)).toEqual({ vatCents: 609, grossCents: 3652 })
    expect(addVat(25, 2000)).toEqual({ vatCents: 5, grossCents: 30 })
    expect(addVat(5, 1000)).toEqual({ vatCents: 1, grossCents: 6 })
    expect(addVat(6000, 0)).toEqual({ vatCents: 0, grossCents: 6000 })
  })

  test('agrees with exact rational arithmetic', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxCents }), fc.integer({ min: 0, max: 3000 }), (cents, rate) => {
        const { netCents, vatCents } = splitVat(cents, rate)
        const numerator = BigInt(cents) * 10_000n
        const denominator = BigInt(10_000 + rate)
        expect(BigInt(netCents)).toBe((2n * numerator + denominator) / (2n * denominator))
        expect(netCents + vatCents).toBe(cents)
        expect(BigInt(addVat(cents, rate).vatCents)).toBe(
          (2n * BigInt(cents) * BigInt(rate) + 10_000n) / 20_000n,
        )
      }),
      { seed },
    )
  })
})
