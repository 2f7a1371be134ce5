import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { range } from '../range.ts'
import { fitsColumns, shortLabel, writtenLabels } from './labels.ts'

const months = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ')

describe('the labels below a plot', () => {
  it('are all written where there is room', () => {
    expect(writtenLabels(months, 500, 11)).toEqual(range(12))
  })

  it('are every second one on a phone, the month that counts among them', () => {
    expect(writtenLabels(months, 250, 11)).toEqual([1, 3, 5, 7, 9, 11])
    expect(writtenLabels(months, 250, 10)).toEqual([0, 2, 4, 6, 8, 10])
  })

  it('name each year of five once, from the first month on, for the last would reach over the edge', () => {
    const years = range(60).map((index) => `${months[index % 12]} ${2022 + Math.floor(index / 12)}`)
    expect(writtenLabels(years, 500, 59)).toEqual([0, 12, 24, 36, 48])
    expect(writtenLabels(years, 250, 59)).toEqual([0, 24, 48])
  })

  it('are all written where they are few, however long: they take several lines', () => {
    expect(writtenLabels(Array(6).fill('Premier entretien avec un enfant'), 190, -1)).toEqual(range(6))
  })

  it('never touch', () => {
    const label = fc.string({ maxLength: 30 })
    fc.assert(
      fc.property(fc.array(label, { minLength: 7, maxLength: 120 }), (labels) => {
        const written = writtenLabels(labels, 250, labels.length - 1)
        const gaps = written.slice(1).map((index, at) => index - (written[at] ?? 0))
        const widest = Math.max(...labels.map((text) => shortLabel(text).length)) * 5.8
        for (const gap of gaps) expect((gap * 250) / labels.length).toBeGreaterThanOrEqual(widest)
      }),
    )
  })
})

it('cuts long labels between letters, not within one', () => {
  expect(shortLabel('Suivi')).toBe('Suivi')
  expect(shortLabel('Premier entretien')).toBe('Premier entre…')
  expect(shortLabel('𝒜𝒷𝒸𝒹ℯ𝒻ℊ𝒽𝒾𝒿𝓀𝓁𝓂𝓃ℴ')).toBe('𝒜𝒷𝒸𝒹ℯ𝒻ℊ𝒽𝒾𝒿𝓀𝓁𝓂…')
})

it('writes values above bars only where none touches its neighbour', () => {
  expect(fitsColumns(Array(11).fill('4 710 €'), 500)).toBe(true)
  expect(fitsColumns(Array(11).fill('4 710 €'), 250)).toBe(false)
})
