import { brotliDecompressSync } from 'node:zlib'
import { ByteReader } from './byte-reader.ts'
import { TRUETYPE, packTables } from './truetype.ts'
import { unpackGlyphs } from './woff2-glyphs.ts'

/**
 * Unpacks a WOFF2 font (https://www.w3.org/TR/WOFF2/) into the TrueType file it was made from, outlines
 * unshortened: PDFKit's parser reads WOFF2 but can neither vary its weight nor embed a part of it. Refuses what Noto
 * Sans SC does not have: several fonts in one file, glyphs made of other glyphs, shortened metrics.
 */
export function unpackWoff2(file: Buffer): Buffer {
  const reader = new ByteReader(file)
  if (reader.uint32() !== 0x774f4632) throw new Error('not a WOFF2 file')
  if (reader.uint32() !== TRUETYPE) throw new Error('not one TrueType font')
  reader.skip(4)
  const count = reader.uint16()
  reader.skip(6)
  const compressedLength = reader.uint32()
  reader.skip(24)
  const entries = Array.from({ length: count }, () => readEntry(reader))
  const data = new ByteReader(brotliDecompressSync(reader.bytes(compressedLength)))
  const tables = new Map<string, Buffer>()
  for (const { tag, length, transformed } of entries) {
    const bytes = data.bytes(length)
    if (!transformed) tables.set(tag, bytes)
    else if (tag === 'glyf') {
      const { glyf, loca } = unpackGlyphs(bytes)
      tables.set('glyf', glyf).set('loca', loca)
    } else if (tag !== 'loca') throw new Error(`the table ${tag} is shortened in a way not known here`)
  }
  const head = Buffer.from(tables.get('head') ?? fail('a font without a head'))
  // Offsets of glyphs are now 32 bits wide.
  head.writeInt16BE(1, 50)
  return packTables(tables.set('head', head))
}

// prettier-ignore
const KNOWN_TAGS = [
  'cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca', 'prep', 'CFF ',
  'VORG', 'EBDT', 'EBLC', 'gasp', 'hdmx', 'kern', 'LTSH', 'PCLT', 'VDMX', 'vhea', 'vmtx', 'BASE', 'GDEF', 'GPOS',
  'GSUB', 'EBSC', 'JSTF', 'MATH', 'CBDT', 'CBLC', 'COLR', 'CPAL', 'SVG ', 'sbix', 'acnt', 'avar', 'bdat', 'bloc',
  'bsln', 'cvar', 'fdsc', 'feat', 'fmtx', 'fvar', 'gvar', 'hsty', 'just', 'lcar', 'mort', 'morx', 'opbd', 'prop',
  'trak', 'Zapf', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill',
]

function readEntry(reader: ByteReader): { tag: string; length: number; transformed: boolean } {
  const flags = reader.uint8()
  const known = flags & 0x3f
  const tag =
    known === 0x3f ? reader.bytes(4).toString('latin1') : (KNOWN_TAGS[known] ?? fail('no such table'))
  const length = reader.base128()
  const version = flags >> 6
  const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0
  return { tag, length: transformed ? reader.base128() : length, transformed }
}

function fail(message: string): never {
  throw new Error(message)
}
