import type { Face } from './fonts.ts'

/**
 * A stretch of text drawn one way: with a face that has every character of it, or, where no face has them,
 * as boxes that name each character by its number, so that nothing is lost from sight.
 */
export type Run =
  | { readonly kind: 'glyphs'; readonly face: Face; readonly text: string }
  | { readonly kind: 'boxes'; readonly text: string; readonly clusters: readonly string[] }

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

// Spaces and hyphens that differ in width or in breaking only are drawn with the ones every font has.
const spaces = /[\u2000-\u200a\u202f\u205f]/g
const hyphens = /[\u2010\u2011]/g
const marks = /\u200b|\u200c|\u200e|\u200f|\u2060|\ufe0e/g
/** What joins an emoji's parts: dropped where the letters around it are drawn one by one. */
const joiners = /\u200d|\ufe0f/g

/** Splits a line by what the faces cover; the first face that has a character draws it. */
export function splitRuns(text: string, faces: readonly Face[]): Run[] {
  const plain = text.replace(spaces, '\u00a0').replace(hyphens, '-').replace(marks, '')
  const [first] = faces
  if (!first) throw new Error('text needs a face')
  if (covers(first, plain)) return plain === '' ? [] : [{ kind: 'glyphs', face: first, text: plain }]
  const runs: Run[] = []
  for (const { segment } of graphemes.segment(plain)) {
    const letters = segment.replace(joiners, '')
    const face = faces.find((candidate) => covers(candidate, letters))
    const last = runs.at(-1)
    if (face) {
      if (last?.kind === 'glyphs' && last.face === face)
        runs[runs.length - 1] = { ...last, text: last.text + letters }
      else runs.push({ kind: 'glyphs', face, text: letters })
    } else if (last?.kind === 'boxes') {
      runs[runs.length - 1] = {
        kind: 'boxes',
        text: last.text + segment,
        clusters: [...last.clusters, segment],
      }
    } else runs.push({ kind: 'boxes', text: segment, clusters: [segment] })
  }
  return runs
}

function covers(face: Face, text: string): boolean {
  for (const character of text) {
    if (!face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return false
  }
  return true
}
