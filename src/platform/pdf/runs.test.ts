import { expect, test } from 'vitest'
import { facesFor } from './fonts.ts'
import { splitRuns } from './runs.ts'

const kinds = (text: string, face: 'regular' | 'title' = 'regular') =>
  splitRuns(text, facesFor(face)).map((run) =>
    run.kind === 'boxes' ? `[${run.text}]` : `${run.face.name}:${run.text}`,
  )

test('French and Western names are one run', () => {
  expect(kinds('Ângela-Zoë O’Neil, œuvre n° 12 — 1 234,56 €')).toEqual([
    'regular:Ângela-Zoë O’Neil, œuvre n° 12 — 1 234,56 €',
  ])
  expect(kinds('Łukasz Şahin Đorđe')).toEqual(['regular:Łukasz Şahin Đorđe'])
})

test('a space or hyphen that the font lacks is drawn with its like', () => {
  expect(kinds('1\u202f234,00\u00a0€')).toEqual(['regular:1\u00a0234,00\u00a0€'])
  expect(kinds('Jean\u2011Paul\u200e')).toEqual(['regular:Jean-Paul'])
})

test('what the title face lacks is drawn by the next one', () => {
  expect(kinds('Cabinet Łódź', 'title')).toEqual(['title:Cabinet ', 'semibold:Ł', 'title:ód', 'semibold:ź'])
})

test('what no face has is named, character by character as people see them', () => {
  expect(kinds('Li 李小 Wei')).toEqual(['regular:Li ', '[李小]', 'regular: Wei'])
  const [run] = splitRuns('👩‍👧🇫🇷', facesFor('regular'))
  expect(run?.kind === 'boxes' && run.clusters).toEqual(['👩‍👧', '🇫🇷'])
  expect(kinds('שלום')).toEqual(['[שלום]'])
})

test('nothing is nothing', () => {
  expect(splitRuns('', facesFor('regular'))).toEqual([])
})
