// Writes the tables of TrueType (https://learn.microsoft.com/typography/opentype/spec/otff), nothing shortened.

/** The version number of a font with TrueType outlines. */
export const TRUETYPE = 0x00010000

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

/** Tables and glyphs start at multiples of four. */
function padding(bytes: Buffer): Buffer {
  return Buffer.alloc(-bytes.length & 3)
}
