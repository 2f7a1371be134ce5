import { type Line, mirrored, orderVisually, orient } from './bidi.ts'
import { type Face, type FaceName, covers, faceOf, findFace, invisibles } from './fonts.ts'

/**
 * A stretch of text drawn one way: with a face that has every character of it, or, where no face has them,
 * as boxes that name each character by its number, so that nothing is lost from sight.
 */
export type Run = GlyphRun | BoxRun

export interface GlyphRun {
  readonly kind: 'glyphs'
  readonly face: Face
  /** In the order of reading. */
  readonly text: string
  /** Odd: laid out from right to left. */
  readonly level: number
  /** What it says, where that is not what is drawn: a bracket that opens the other way. */
  readonly said?: string
}

export interface BoxRun {
  readonly kind: 'boxes'
  readonly text: string
  readonly clusters: readonly string[]
  readonly level: number
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

// Spaces and hyphens that differ in width or in breaking only are drawn with the ones every font has.
const spaces = /[\t\u2000-\u200a\u202f\u205f]/g
const hyphens = /[\u2010\u2011]/g

/** Splits a line by what the faces cover, in the order from left to right. */
export function splitRuns(line: Line, name: FaceName): Run[] {
  const oriented = orient(line)
  const { text, levels } = typeof oriented === 'string' ? { text: oriented, levels: undefined } : oriented
  const plain = text.replace(spaces, '\u00a0').replace(hyphens, '-')
  const own = faceOf(name)
  if (!levels && covers(own, plain))
    return plain === '' ? [] : [{ kind: 'glyphs', face: own, text: plain, level: 0 }]
  if (!levels) return splitWords(plain, name)
  const runs: Run[] = []
  // Rule L1: spaces at the end of a line stay there.
  const end = plain.replace(/[\s\u2066-\u2069]+$/, '').length
  for (const { segment, index } of graphemes.segment(plain)) {
    addCluster(runs, segment, name, index < end ? (levels[index] ?? 0) : 0)
  }
  return orderVisually(runs)
}

/** A word of letters is drawn with one face where one has them all. */
function splitWords(text: string, name: FaceName): Run[] {
  const runs: Run[] = []
  for (const [word] of text.matchAll(/[^ \u00a0]+|[ \u00a0]+/g)) {
    const face = /^[\p{L}\p{M}\p{P}]+$/u.test(word) ? findFace(name, word) : undefined
    if (face) addGlyphs(runs, face, word, 0)
    else for (const { segment } of graphemes.segment(word)) addCluster(runs, segment, name, 0)
  }
  return runs
}

function addCluster(runs: Run[], cluster: string, name: FaceName, level: number): void {
  if (cluster.replace(invisibles, '') === '') return
  const last = runs.at(-1)
  const mirror = level % 2 === 1 ? mirrored(cluster) : undefined
  const face = faceBefore(last, cluster, level) ?? findFace(name, mirror ?? cluster)
  if (!face) {
    const clusters = last?.kind === 'boxes' && last.level === level ? last.clusters : []
    const run: BoxRun = {
      kind: 'boxes',
      text: [...clusters, cluster].join(''),
      clusters: [...clusters, cluster],
      level,
    }
    runs.splice(clusters.length > 0 ? -1 : runs.length, 1, run)
  } else if (mirror) runs.push({ kind: 'glyphs', face, text: mirror, said: cluster, level })
  else addGlyphs(runs, face, cluster, level)
}

function addGlyphs(runs: Run[], face: Face, letters: string, level: number): void {
  const text = visibleWith(face, letters)
  const last = runs.at(-1)
  if (last?.kind === 'glyphs' && last.face === face && last.level === level && last.said === undefined)
    runs[runs.length - 1] = { ...last, text: last.text + text }
  else runs.push({ kind: 'glyphs', face, text, level })
}

/** A space between two words read from right to left is part of their run: machines find them in order. */
function faceBefore(last: Run | undefined, cluster: string, level: number): Face | undefined {
  if (!/^[ \u00a0]$/.test(cluster) || last?.kind !== 'glyphs') return undefined
  const goesOn = level % 2 === 1 && last.level === level && /\p{L}/u.test(last.text)
  return goesOn && covers(last.face, cluster) ? last.face : undefined
}

/** Joiners and the like are left to the faces that know what to do with them. */
function visibleWith(face: Face, cluster: string): string {
  return cluster.replace(invisibles, (character) =>
    face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ? character : '',
  )
}
