import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { type ParsedFont, parseWeight } from './parsed-font.ts'
import { unpackWoff2 } from './woff2.ts'

// Noto Sans SC comes cut into some hundred files by what is used together, one variable font each: only those that a
// text needs are read.

const require = createRequire(import.meta.url)
const PACKAGE = '@fontsource-variable/noto-sans-sc'

interface Slice {
  name: string
  ranges: readonly { first: number; last: number }[]
}

let slices: readonly Slice[] | undefined

/** The name of the file that may have a character; undefined where none has. */
export function findChineseSlice(codePoint: number): string | undefined {
  slices ??= readSlices()
  return slices.find(({ ranges }) =>
    ranges.some(({ first, last }) => first <= codePoint && codePoint <= last),
  )?.name
}

/** `weight` from 100 to 900; `name` is what the font is called in documents. */
export function parseChineseSlice(slice: string, weight: number, name: string): ParsedFont {
  const file = require.resolve(`${PACKAGE}/files/noto-sans-sc-${slice}-wght-normal.woff2`)
  return parseWeight(unpackWoff2(readFileSync(file)), weight, name)
}

/** The package's list: `"[105]": "U+4e0b,U+4e10-4e2a"`. */
function readSlices(): Slice[] {
  const list: unknown = JSON.parse(readFileSync(require.resolve(`${PACKAGE}/unicode.json`), 'utf8'))
  return Object.entries(z.record(z.string(), z.string()).parse(list)).map(([key, ranges]) => ({
    name: key.replace(/[[\]]/g, ''),
    ranges: Array.from(
      ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi),
      ([, first = '', last = first]) => ({
        first: Number.parseInt(first, 16),
        last: Number.parseInt(last, 16),
      }),
    ),
  }))
}
