import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Pdf from 'pdfkit'
import fraunces from './fonts/fraunces.ttf?inline'

export type FaceName = 'regular' | 'semibold' | 'title'

/** A font as PDFKit's own parser reads it: parsed once, embedded in every document as a fresh subset. */
export interface ParsedFont {
  characterSet: readonly number[]
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): unknown
  unitsPerEm: number
  layout(
    text: string,
    features?: readonly string[],
  ): { glyphs: readonly { advanceWidth: number; path: { toSVG(): string } }[] }
}

export interface Face {
  name: FaceName
  font: ParsedFont
}

/** The faces that may stand in for one another, in the order in which they are asked for a character. */
const FALLBACKS: Readonly<Record<FaceName, readonly FaceName[]>> = {
  regular: ['regular'],
  semibold: ['semibold'],
  title: ['title', 'semibold'],
}

const require = createRequire(import.meta.url)
const cache = new Map<FaceName, Face>()

/** Parsed at first use, then kept: parsing costs more than drawing a page. */
export function faceOf(name: FaceName): Face {
  const known = cache.get(name)
  if (known) return known
  const face = { name, font: introduce(parse(readBytes(name))) }
  cache.set(name, face)
  return face
}

export function facesFor(name: FaceName): readonly Face[] {
  return FALLBACKS[name].map(faceOf)
}

/** A few letters as shapes, in font units with y upwards: ink that no machine reads as text. */
export function outlineOf(
  name: FaceName,
  text: string,
): { unitsPerEm: number; width: number; glyphs: readonly { path: string; at: number }[] } {
  const { font } = faceOf(name)
  let width = 0
  const glyphs = font.layout(text).glyphs.map((glyph) => {
    const at = width
    width += glyph.advanceWidth
    return { path: glyph.path.toSVG(), at }
  })
  return { unitsPerEm: font.unitsPerEm, width, glyphs }
}

function readBytes(name: FaceName): Buffer {
  switch (name) {
    case 'regular':
      return readFileSync(require.resolve('@expo-google-fonts/figtree/400Regular/Figtree_400Regular.ttf'))
    case 'semibold':
      return readFileSync(require.resolve('@expo-google-fonts/figtree/600SemiBold/Figtree_600SemiBold.ttf'))
    case 'title':
      return Buffer.from(fraunces.slice(fraunces.indexOf(',') + 1), 'base64')
  }
}

// The parser keeps each glyph as it first met it. One first met as a part of another ("," within ";") would know no
// character and be unreadable in every later document, so each is met under its own name first.
function introduce(font: ParsedFont): ParsedFont {
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint)
  font.layout('0123456789', ['tnum'])
  return font
}

// PDFKit takes a parsed font where it takes bytes, but hands none out: a document opened for that is asked.
function parse(bytes: Buffer): ParsedFont {
  const opened: unknown = new Pdf({ autoFirstPage: false, font: '' }).font(bytes)
  const font = property(property(opened, '_font'), 'font')
  if (isParsedFont(font)) return font
  throw new Error('this version of PDFKit keeps its fonts elsewhere')
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isParsedFont(font: unknown): font is ParsedFont {
  return ['layout', 'glyphForCodePoint'].every((name) => typeof property(font, name) === 'function')
}
