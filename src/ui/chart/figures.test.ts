import { describe, expect, it } from 'vitest'
import { formatFigure, formatRounded, formatTicks } from './figures.ts'

const [noBreak, narrow] = ['\u00a0', '\u202f']

describe('a figure', () => {
  it.each([
    [1234567, 'number', `1${narrow}234${narrow}567`, '1,234,567'],
    [-3, 'number', '-3', '-3'],
    [-0, 'number', '0', '0'],
    [-0.001, 'number', '0', '0'],
    [7.25, 'number', '7,25', '7.25'],
    [0.1 + 0.2, 'number', '0,3', '0.3'],
    [4.6, 'percent', `4,6${noBreak}%`, '4.6%'],
    [306000, 'euros', `3${narrow}060,00${noBreak}€`, '€3,060.00'],
    [-5, 'euros', `-0,05${noBreak}€`, '-€0.05'],
    [null, 'euros', '—', '—'],
  ] as const)('%s as %s is “%s”, in English “%s”', (value, unit, french, english) => {
    expect(formatFigure(value, unit, 'fr')).toBe(french)
    expect(formatFigure(value, unit, 'en')).toBe(english)
  })
})

describe('beside a drawing', () => {
  it('an axis has cents only where it needs them', () => {
    expect(formatTicks([0, 100000], 'euros', 'fr')).toEqual([`0${noBreak}€`, `1${narrow}000${noBreak}€`])
    expect(formatTicks([-100000, 0], 'euros', 'en')).toEqual(['-€1,000', '€0'])
    expect(formatTicks([0, 50, 100], 'euros', 'fr')).toEqual([
      `0,00${noBreak}€`,
      `0,50${noBreak}€`,
      `1,00${noBreak}€`,
    ])
    expect(formatTicks([0, 2.5, 5], 'percent', 'fr')).toEqual([
      `0${noBreak}%`,
      `2,5${noBreak}%`,
      `5${noBreak}%`,
    ])
  })

  it('amounts are whole euros', () => {
    expect(formatRounded(306049, 'euros', 'fr')).toBe(`3${narrow}060${noBreak}€`)
    expect(formatRounded(-40, 'euros', 'en')).toBe('€0')
    expect(formatRounded(4.6, 'percent', 'en')).toBe('4.6%')
  })
})
