import createBidi, { type Bidi } from 'bidi-js'

/**
 * A line of text, and the direction of each of its UTF-16 units where not all go from left to right: embedding levels
 * of the Unicode bidirectional algorithm (UAX #9), odd from right to left. Paragraphs go from left to right, as French.
 */
export type Line = string | OrientedLine

export interface OrientedLine {
  readonly text: string
  readonly levels: Uint8Array
}

/** Letters written from right to left, and the characters that change directions. */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Embeddings and overrides, which reach past the text they stand in. */
const OVERRIDES = /[\u202a-\u202e]/g
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g

let bidi: Bidi | undefined

/**
 * Text from elsewhere within a sentence of ours: it takes its own direction and changes none around it.
 * What it holds of direction controls is dropped.
 */
export function isolate(text: string): string {
  return TURNING.test(text) ? `\u2068${text.replace(CONTROLS, '')}\u2069` : text
}

/** Finds the directions in a whole text, then hands them to the lines it was wrapped into. */
export function orientLines(text: string, lines: readonly string[]): Line[] {
  if (!TURNING.test(text)) return [...lines]
  const levels = findLevels(text)
  let at = 0
  return lines.map((line) => {
    const oriented = { text: line, levels: levels.slice(at, at + line.length) }
    at += line.length
    // The space or line break at which it was broken belongs to no line.
    if (/[ \n]/.test(text.charAt(at))) at += 1
    return oriented
  })
}

export function orient(line: Line): Line {
  return typeof line === 'string' && TURNING.test(line) ? { text: line, levels: findLevels(line) } : line
}

export function mirrored(character: string): string | undefined {
  bidi ??= createBidi()
  return bidi.getMirroredCharacter(character) ?? undefined
}

/** Rule L2: from the order of reading to the order from left to right. */
export function orderVisually<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map((run) => run.level))
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start
      while ((ordered[end]?.level ?? 0) >= level) end++
      ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed())
      start = end
    }
  }
  return ordered
}

// The library sees halves of characters past U+FFFF and takes them for letters: pictures are given it as bullets.
function findLevels(text: string): Uint8Array {
  bidi ??= createBidi()
  const seen = text
    .replace(OVERRIDES, '\u200b')
    .replace(/\p{So}|\p{Sk}/gu, (picture) => '\u2022'.repeat(picture.length))
  return bidi.getEmbeddingLevels(seen, 'ltr').levels
}
