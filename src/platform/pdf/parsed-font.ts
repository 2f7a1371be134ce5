import Pdf from 'pdfkit'
import { type PathCommand, packPath } from './outline.ts'

export interface Glyph {
  readonly id: number
  /** The characters that became this glyph: several for a ligature, none for a dot set apart from its letter. */
  readonly codePoints: readonly number[]
  readonly advanceWidth: number
  readonly path: { readonly commands: readonly PathCommand[]; toSVG(): string }
}

/** A font as PDFKit's own parser (fontkit) reads it. */
export interface ParsedFont {
  readonly postscriptName: string
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  getGlyph(id: number, codePoints?: readonly number[]): Glyph
  layout(
    text: string,
    features?: readonly string[],
    script?: string,
    language?: string,
    direction?: 'ltr' | 'rtl',
  ): { readonly glyphs: readonly Glyph[] }
  createSubset(): { glyphs: number[]; includeGlyph(id: number): number }
  getVariation(axes: Readonly<Record<string, number>>): ParsedFont
}

export function parseFont(bytes: Buffer): ParsedFont {
  return rememberLetters(openWithPdfkit(bytes))
}

/**
 * One weight (100 to 900) of a variable TrueType font. Its name is its own: PDFKit takes two fonts of one name for the
 * same.
 */
export function parseWeight(bytes: Buffer, weight: number, name: string): ParsedFont {
  const font = rememberLetters(openWithPdfkit(bytes).getVariation({ wght: weight }))
  const createSubset = font.createSubset.bind(font)
  return Object.defineProperties(font, {
    postscriptName: { value: name },
    // The parser varies outlines, but fails where it writes them down.
    createSubset: {
      value: () => Object.assign(createSubset(), { glyphEncoder: { encodeSimple: packPath } }),
    },
  })
}

/** A font has fewer glyphs than this. */
const SHAPES = 0x10000

/**
 * The font as one document sees it. PDFKit gives a glyph the letters under which it met it first; where one shape stands
 * for several (Arabic letters differ by dots alone), each gets a number of its own, so that all stay readable.
 * The feature `rtlm` lays the text out from right to left, anything else from left to right.
 */
export function openForDocument(font: ParsedFont): ParsedFont {
  const numbered = new Map<Glyph, Glyph>()
  const uses = new Map<number, number>()
  const setApart = (glyph: Glyph): Glyph => {
    const known = numbered.get(glyph)
    if (known) return known
    const { id, codePoints, advanceWidth } = glyph
    const use = uses.get(id) ?? 0
    uses.set(id, use + 1)
    const own = use === 0 ? glyph : { id: id + use * SHAPES, codePoints, advanceWidth, path: glyph.path }
    numbered.set(glyph, own)
    return own
  }
  const layout: ParsedFont['layout'] = (text, features = []) => {
    const direction = features.includes('rtlm') ? 'rtl' : 'ltr'
    const run = font.layout(text, features, undefined, undefined, direction)
    if (run.glyphs.every((glyph) => setApart(glyph) === glyph)) return run
    return Object.create(run, { glyphs: { value: run.glyphs.map(setApart) } })
  }
  const createSubset: ParsedFont['createSubset'] = () => {
    const subset = font.createSubset()
    const include = subset.includeGlyph.bind(subset)
    const places = new Map<number, number>()
    subset.includeGlyph = (number) => {
      if (number < SHAPES) return include(number)
      const place = places.get(number) ?? subset.glyphs.push(number % SHAPES) - 1
      places.set(number, place)
      return place
    }
    return subset
  }
  return Object.create(font, { layout: { value: layout }, createSubset: { value: createSubset } })
}

// The parser keeps each glyph with the letters under which it was met first. Kept per letters instead, what a document
// says does not depend on the documents drawn before it.
function rememberLetters(font: ParsedFont): ParsedFont {
  const find = font.getGlyph.bind(font)
  const uses: Glyph[][] = []
  font.getGlyph = (id, codePoints = []) => {
    if (codePoints.length === 0) return find(id)
    const known = (uses[id] ??= []).find((glyph) => isSame(glyph.codePoints, codePoints))
    if (known) return known
    const glyph: Glyph = Reflect.construct(find(id).constructor, [id, codePoints, font])
    uses[id].push(glyph)
    return glyph
  }
  return font
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length || one[0] !== other[0]) return false
  return one.length === 1 || one.every((codePoint, index) => codePoint === other[index])
}

// PDFKit takes a parsed font where it takes bytes, but hands none out: a document opened for that is asked.
function openWithPdfkit(bytes: Buffer): ParsedFont {
  const opened: unknown = new Pdf({ autoFirstPage: false, font: '' }).font(bytes)
  const font = property(property(opened, '_font'), 'font')
  if (isParsedFont(font)) return font
  throw new Error('this version of PDFKit keeps its fonts elsewhere')
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isParsedFont(font: unknown): font is ParsedFont {
  return ['layout', 'getGlyph', 'createSubset', 'getVariation'].every(
    (name) => typeof property(font, name) === 'function',
  )
}
