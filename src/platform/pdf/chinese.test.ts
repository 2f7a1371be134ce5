import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import subset from 'subset-font'
import { expect, test } from 'vitest'
import { findChineseSlice, parseChineseSlice } from './chinese.ts'
import { parseFont } from './parsed-font.ts'

const file = (slice: string) =>
  readFileSync(
    createRequire(import.meta.url).resolve(
      `@fontsource-variable/noto-sans-sc/files/noto-sans-sc-${slice}-wght-normal.woff2`,
    ),
  )

test('each character is looked for in one file', () => {
  expect(findChineseSlice(0x674e)).toBe('115')
  expect(findChineseSlice(0x0e01)).toBeUndefined()
})

/** How many contours, and how far they reach: HarfBuzz leaves out the points between that go without saying. */
function boxOf(path = ''): number[] {
  const numbers = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
  const xs = numbers.filter((_, index) => index % 2 === 0)
  const ys = numbers.filter((_, index) => index % 2 === 1)
  return [path.split('Z').length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

test('unpacked and weighed as HarfBuzz does it', async () => {
  for (const letter of '李小龍中（か') {
    const slice = findChineseSlice(letter.codePointAt(0) ?? 0) ?? ''
    for (const weight of [400, 600]) {
      const ours = parseChineseSlice(slice, weight, `Test-${slice}-${weight}`)
      const theirs = parseFont(
        await subset(file(slice), letter, { targetFormat: 'sfnt', variationAxes: { wght: weight } }),
      )
      const [glyph] = ours.layout(letter).glyphs
      const [other] = theirs.layout(letter).glyphs
      expect(glyph?.advanceWidth).toBe(other?.advanceWidth)
      const [mine, expected] = [boxOf(glyph?.path.toSVG()), boxOf(other?.path.toSVG())]
      expect(mine).toHaveLength(5)
      // Rounding may differ by one unit of a thousand.
      for (const [index, value] of mine.entries())
        expect(Math.abs(value - (expected[index] ?? 0))).toBeLessThanOrEqual(1)
    }
  }
})
