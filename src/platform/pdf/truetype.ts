// Writes the tables of TrueType (https://learn.microsoft.com/typography/opentype/spec/otff), nothing shortened.

/** The version number of a font with TrueType outlines. */
export const TRUETYPE = 0x00010000

export interface Outline {
  /** The last point of each contour. */
  ends: readonly number[]
  points: readonly { x: number; y: number; onCurve: boolean }[]
  instructions?: Buffer
  /** Four numbers of 16 bits; worked out where it is not given. */
  box?: Buffer | undefined
}

export function packTables(tables: ReadonlyMap<string, Buffer>): Buffer {
  const header = Buffer.alloc(12 + 16 * tables.size)
  header.writeUInt32BE(TRUETYPE)
  header.writeUInt16BE(tables.size, 4)
  const parts: Buffer[] = [header]
  let offset = header.length
  let entry = 12
  for (const [tag, bytes] of tables) {
    header.write(tag, entry, 'latin1')
    header.writeUInt32BE(offset, entry + 8)
    header.writeUInt32BE(bytes.length, entry + 12)
    parts.push(bytes, padding(bytes))
    offset += bytes.length + padding(bytes).length
    entry += 16
  }
  return Buffer.concat(parts)
}

/** All glyphs in their order, and where each starts (in 32 bits). */
export function packGlyphs(glyphs: readonly Buffer[]): { glyf: Buffer; loca: Buffer } {
  const loca = Buffer.alloc(4 * (glyphs.length + 1))
  let end = 0
  glyphs.forEach((glyph, index) => {
    end += glyph.length + padding(glyph).length
    loca.writeUInt32BE(end, 4 * (index + 1))
  })
  return { glyf: Buffer.concat(glyphs.flatMap((glyph) => [glyph, padding(glyph)])), loca }
}

export function packOutline({ ends, points, instructions = Buffer.alloc(0), box }: Outline): Buffer {
  if (points.length === 0) return Buffer.alloc(0)
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  return Buffer.concat([
    int16s([ends.length]),
    box ?? int16s([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]),
    int16s([...ends, instructions.length]),
    instructions,
    Buffer.from(points.map((point) => (point.onCurve ? 1 : 0))),
    int16s(steps(xs)),
    int16s(steps(ys)),
  ])
}

export function int16s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, 2 * index))
  return bytes
}

function steps(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0))
}

/** Tables and glyphs start at multiples of four. */
function padding(bytes: Buffer): Buffer {
  return Buffer.alloc(-bytes.length & 3)
}
