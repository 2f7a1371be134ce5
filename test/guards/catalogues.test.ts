import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Texts } from '#src/platform/text.ts'

const texts = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const modules = import.meta.glob('/src/**/*.{ts,tsx}')
const files = Object.entries(texts)
  .filter(([path, text]) => /\bcatalogue\(/.test(text) && !/platform\/text\.ts$|\.test\.tsx?$/.test(path))
  .map(([path]) => path)

// Recorded as they are made: catalogues that stand inside a page's file are exported nowhere.
const TEXT = '#src/platform/text.ts'
const made: { fr: Texts; en: Texts }[] = []

beforeAll(async () => {
  // Another file of this worker may have loaded them: they are made once more, and forgotten afterwards.
  vi.resetModules()
  vi.doMock(TEXT, async (original) => {
    const real = await original<typeof import('#src/platform/text.ts')>()
    const catalogue: typeof real.catalogue = (fr, en) => {
      made.push({ fr, en: en as Texts })
      return real.catalogue(fr, en)
    }
    return { ...real, catalogue }
  })
  for (const file of files) await modules[file]?.()
}, 60_000)
afterAll(() => {
  vi.doUnmock(TEXT)
  vi.resetModules()
})

type Entry = readonly [key: string, french: unknown, english: unknown]

function entriesOf(fr: Texts, en: Texts, at = ''): Entry[] {
  const keys = [...new Set([...Object.keys(fr), ...Object.keys(en)])]
  return keys.flatMap((key): Entry[] => {
    const [french, english] = [fr[key], en[key]]
    const name = at === '' ? key : `${at}.${key}`
    return typeof french === 'object' && typeof english === 'object'
      ? entriesOf(french, english, name)
      : [[name, french, english]]
  })
}

const entries = (): Entry[] => made.flatMap(({ fr, en }) => entriesOf(fr, en))

/** Equal in both languages, by reason; whatever else is equal was forgotten. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  'one word in both languages': [
    'Action Actions Agenda Code Couple Date Dates Mail Note Parent Patient Patients Profession',
    'Rose Supervision Total Type Version Versions',
  ].flatMap((line) => line.split(' ')),
  'the same sentence around that word': [
    '(count) => count === 1 ? "1 version" : `${count} versions`',
    '(number) => `Version ${number}`',
  ],
  'a name': ['Divan', 'SIRET', 'RPPS', 'ADELI', 'UTF-8', 'Windows (ANSI)', 'Macintosh'],
  'a place, or a zone of the school calendar': [
    'Zone A',
    'Zone B',
    'Zone C',
    'Guadeloupe',
    'Martinique',
    'Mayotte',
    'La Réunion',
  ],
  'a language is named in itself': ['Français', 'English'],
  'a unit or a mark': ['min', 'h', '.'],
}
const isMeant = (text: string): boolean => Object.values(SAME).some((meant) => meant.includes(text))

test('every catalogue is seen', () => {
  expect(files.length).toBeGreaterThan(15)
  const calls = files.reduce((sum, path) => sum + (texts[path]?.match(/\bcatalogue\(/g) ?? []).length, 0)
  expect(made.length).toBe(calls)
})

test('each key exists in both languages, as the same kind of thing', () => {
  const missing = entries().filter(([, french, english]) => typeof french !== typeof english)
  expect(missing.map(([key]) => key)).toEqual([])
})

test('no text is empty or has blanks at its ends', () => {
  const blank = (value: unknown): boolean =>
    typeof value === 'string' && (value === '' || value !== value.trim())
  const faults = entries().filter(([, french, english]) => blank(french) || blank(english))
  expect(faults).toEqual([])
})

test('what is equal in both languages is meant to be', () => {
  const equal = entries()
    .filter(([, french, english]) => String(french) === String(english))
    .filter(([, french]) => !isMeant(String(french)))
  expect([...new Map(equal.map(([key, french]) => [String(french), key]))]).toEqual([])
})

test('a patient’s page is a fiche, and no text calls it a dossier', () => {
  const junk = 'dossier des indésirables'
  const others = entries().filter(([, french]) => /dossier/i.test(String(french).replace(junk, '')))
  expect(others.map(([key]) => key)).toEqual([])
  expect(entries().some(([, french]) => String(french).includes(junk))).toBe(true)
})

test('what is paid in advance is a prepayment, what is taken to the bank a deposit', () => {
  const wrong = entries().filter(([, french, english]) => {
    const [fr, en] = [String(french), String(english)]
    const inAdvance = /\b(acompte|arrhes)/i.test(fr)
    const toBank = /\bremise/i.test(fr)
    const deposit = /\bdeposit/i.test(en)
    return inAdvance !== /prepayment/i.test(en) || (toBank && !deposit) || (inAdvance && !toBank && deposit)
  })
  expect(wrong.map(([key]) => key)).toEqual([])
})

test('no reason is kept for a word that is gone', () => {
  const present = new Set(
    entries()
      .filter(([, french, english]) => String(french) === String(english))
      .map(([, french]) => String(french)),
  )
  expect(
    Object.values(SAME)
      .flat()
      .filter((text) => !present.has(text)),
  ).toEqual([])
})
