import { ByteReader } from './byte-reader.ts'
import { packOutline } from './outline.ts'
import { packGlyphs } from './truetype.ts'

interface Streams {
  points: ByteReader
  flags: ByteReader
  glyphs: ByteReader
  boxes: ByteReader
  instructions: ByteReader
}

/** Section 5.1: the glyphs, taken apart into one stream for each kind of number. */
export function unpackGlyphs(bytes: Buffer): { glyf: Buffer; loca: Buffer } {
  const reader = new ByteReader(bytes)
  reader.skip(4)
  const count = reader.uint16()
  reader.skip(2)
  const sizes = Array.from({ length: 7 }, () => reader.uint32())
  const [contourSize = 0, pointSize = 0, flagSize = 0, glyphSize = 0, compositeSize = 0, boxSize = 0] = sizes
  const contours = reader.part(contourSize)
  const points = reader.part(pointSize)
  const flags = reader.part(flagSize)
  const glyphs = reader.part(glyphSize)
  reader.skip(compositeSize)
  const bitmapSize = 4 * Math.ceil(count / 32)
  const bitmap = reader.bytes(bitmapSize)
  const boxes = reader.part(boxSize - bitmapSize)
  const streams = { points, flags, glyphs, boxes, instructions: reader.part(sizes[6] ?? 0) }
  return packGlyphs(
    Array.from({ length: count }, (_, glyph) => {
      const contourCount = contours.int16()
      const boxed = ((bitmap[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0
      if (contourCount < 0) throw new Error('a glyph made of other glyphs')
      return contourCount > 0 ? unpackOutline(contourCount, boxed, streams) : Buffer.alloc(0)
    }),
  )
}

function unpackOutline(contourCount: number, boxed: boolean, streams: Streams): Buffer {
  let pointCount = 0
  const ends = Array.from({ length: contourCount }, () => (pointCount += streams.points.shortened()) - 1)
  let x = 0
  let y = 0
  const points = Array.from({ length: pointCount }, () => {
    const flag = streams.flags.uint8()
    const [dx, dy] = readStep(flag & 0x7f, streams.glyphs)
    x += dx
    y += dy
    return { x, y, onCurve: (flag & 0x80) === 0 }
  })
  const instructions = streams.instructions.bytes(streams.glyphs.shortened())
  return packOutline({ ends, points, instructions, box: boxed ? streams.boxes.bytes(8) : undefined })
}

/** Section 5.2: how far the next point is, in one to four bytes; the flag says how they are laid out. */
function readStep(flag: number, bytes: ByteReader): [number, number] {
  const signed = (bit: number, size: number) => (flag & bit ? size : -size)
  if (flag < 10) return [0, signed(1, ((flag & 14) << 7) + bytes.uint8())]
  if (flag < 20) return [signed(1, (((flag - 10) & 14) << 7) + bytes.uint8()), 0]
  if (flag < 84) {
    const both = bytes.uint8()
    const base = flag - 20
    return [signed(1, 1 + (base & 0x30) + (both >> 4)), signed(2, 1 + ((base & 0x0c) << 2) + (both & 15))]
  }
  if (flag < 120) {
    const base = flag - 84
    const x = 1 + (Math.floor(base / 12) << 8) + bytes.uint8()
    const y = 1 + (((base % 12) >> 2) << 8) + bytes.uint8()
    return [signed(1, x), signed(2, y)]
  }
  if (flag < 124) {
    const high = bytes.uint8()
    const middle = bytes.uint8()
    return [signed(1, (high << 4) + (middle >> 4)), signed(2, ((middle & 15) << 8) + bytes.uint8())]
  }
  return [signed(1, bytes.uint16()), signed(2, bytes.uint16())]
}
