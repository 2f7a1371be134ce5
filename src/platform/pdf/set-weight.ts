import type { ParsedFont, PathCommand } from './parsed-font.ts'
import { type Outline, int16s, packGlyphs, packOutline, packTables } from './truetype.ts'

const VARIATION_TABLES = ['fvar', 'gvar', 'avar', 'cvar', 'HVAR', 'VVAR', 'MVAR', 'STAT']

/**
 * A plain font of one weight from the tables of a variable one: PDFKit's parser can shape and measure the weight, but
 * fails when it embeds it. `open` parses the file it is given.
 */
export function setWeight(
  tables: ReadonlyMap<string, Buffer>,
  weight: number,
  open: (file: Buffer) => ParsedFont,
): Buffer {
  const varied = open(packTables(tables)).getVariation({ wght: weight })
  const glyphs = Array.from({ length: varied.numGlyphs }, (_, id) => varied.getGlyph(id))
  const outlines = glyphs.map((glyph) => outlineOf(glyph.path.commands))
  const { glyf, loca } = packGlyphs(outlines.map(packOutline))
  const hmtx = Buffer.concat(
    glyphs.map((glyph, id) => int16s([Math.round(glyph.advanceWidth), leftOf(outlines[id])])),
  )
  const hhea = Buffer.from(tables.get('hhea') ?? Buffer.alloc(36))
  // Every glyph now has a width of its own.
  hhea.writeUInt16BE(glyphs.length, 34)
  const plain = new Map(tables)
  for (const tag of VARIATION_TABLES) plain.delete(tag)
  return packTables(plain.set('glyf', glyf).set('loca', loca).set('hmtx', hmtx).set('hhea', hhea))
}

function outlineOf(commands: readonly PathCommand[]): Outline {
  const points: { x: number; y: number; onCurve: boolean }[] = []
  const ends: number[] = []
  for (const { command, args } of commands) {
    const [x = 0, y = 0, endX = 0, endY = 0] = args.map(Math.round)
    if (command === 'closePath') ends.push(points.length - 1)
    else if (command === 'quadraticCurveTo')
      points.push({ x, y, onCurve: false }, { x: endX, y: endY, onCurve: true })
    else points.push({ x, y, onCurve: true })
  }
  return { points, ends }
}

function leftOf(outline: Outline | undefined): number {
  return outline && outline.points.length > 0 ? Math.min(...outline.points.map((point) => point.x)) : 0
}
