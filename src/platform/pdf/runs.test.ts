import { expect, test } from 'vitest'
import type { FaceName } from './fonts.ts'
import { splitRuns } from './runs.ts'

const kinds = (text: string, face: FaceName = 'regular') =>
  splitRuns(text, face).map((run) =>
    run.kind === 'boxes' ? `[${run.text}]` : `${run.face.name}:${run.text}`,
  )

test('French and Western names are one run', () => {
  expect(kinds('Ângela-Zoë O’Neil, œuvre n° 12 — 1 234,56 €')).toEqual([
    'regular:Ângela-Zoë O’Neil, œuvre n° 12 — 1 234,56 €',
  ])
  expect(kinds('Łukasz Şahin Đorđe')).toEqual(['regular:Łukasz Şahin Đorđe'])
})

test('a space or hyphen that the font lacks is drawn with its like, what nobody sees not at all', () => {
  expect(kinds('1\u202f234,00\u00a0€')).toEqual(['regular:1\u00a0234,00\u00a0€'])
  expect(kinds('Jean\u2011Paul\u200e\u200b\u2060\ufeff')).toEqual(['regular:Jean-Paul'])
})

test('what the face lacks is drawn by the first that has it, in the same weight', () => {
  expect(kinds('Cabinet Łódź', 'title')).toEqual(['title:Cabinet ', 'semibold:Łódź'])
  expect(kinds('Дмитрий Б.')).toEqual(['NotoSans-400:Дмитрий', 'regular: ', 'NotoSans-400:Б.'])
  expect(kinds('Ελένη Nguyễn', 'semibold')).toEqual([
    'NotoSans-600:Ελένη',
    'semibold: ',
    'NotoSans-600:Nguyễn',
  ])
  expect(kinds('Li 李小 Wei')).toEqual([
    'regular:Li ',
    'NotoSansSC-115-400:李',
    'NotoSansSC-118-400:小',
    'regular: Wei',
  ])
  expect(kinds('👩‍👧🇫🇷1️⃣ ok')).toEqual(['NotoEmoji-400:👩‍👧🇫🇷1️⃣', 'regular: ok'])
})

test('Hebrew and Arabic stand from right to left, brackets turned, figures not', () => {
  expect(kinds('a שלום עולם (12) b')).toEqual([
    'regular:a ',
    'regular:(',
    'regular:12',
    'regular:)',
    'NotoSansHebrew-400:שלום עולם ',
    'regular: b',
  ])
  expect(splitRuns('(א', 'regular').map((run) => run.level)).toEqual([0, 1])
  const [bracket] = splitRuns('א (ב)', 'regular')
  expect(bracket).toMatchObject({ text: '(', said: ')' })
})

test('what no face has is named, character by character as people see them', () => {
  expect(kinds('Kim 김철수 ok')).toEqual(['regular:Kim ', '[김철수]', 'regular: ok'])
  const [run] = splitRuns('กำกี', 'regular')
  expect(run?.kind === 'boxes' && run.clusters).toEqual(['กำ', 'กี'])
})

test('nothing is nothing', () => {
  expect(splitRuns('', 'regular')).toEqual([])
  expect(splitRuns('\u202e\u2069', 'regular')).toEqual([])
})
