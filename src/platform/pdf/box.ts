import { sayInstead } from './actual-text.ts'
import { faceOf } from './fonts.ts'
import type { BoxRun } from './runs.ts'

/** How wide the boxes of characters without a font are, for text of a size; both in points. */
export function boxesWidth(run: BoxRun, size: number): number {
  return run.clusters.length * boxWidth(size)
}

interface BoxStyle {
  /** In points. */
  size: number
  colour: string
}

/** PDFKit's present font becomes the one on which the boxes' text stands. */
export function drawBoxes(
  document: PDFKit.PDFDocument,
  run: BoxRun,
  x: number,
  y: number,
  style: BoxStyle,
): void {
  // What is copied or read aloud is the text itself: it stands on one space as wide as the boxes, which are shapes.
  const characterSpacing = boxesWidth(run, style.size) - document.widthOfString(' ')
  sayInstead(document, run.text, () =>
    document.text(' ', x, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing }),
  )
  const clusters = run.level % 2 === 1 ? run.clusters.toReversed() : run.clusters
  clusters.forEach((cluster, index) => drawBox(document, cluster, x + index * boxWidth(style.size), y, style))
}

function boxWidth(size: number): number {
  return size * 0.92
}

/** A character no font has: its Unicode number in a frame, in two rows, as browsers show it. */
function drawBox(
  document: PDFKit.PDFDocument,
  cluster: string,
  x: number,
  y: number,
  { size, colour }: BoxStyle,
): void {
  const hex = (cluster.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const half = Math.ceil(hex.length / 2)
  const left = x + size * 0.05
  const side = size * 0.82
  document
    .lineWidth(size * 0.04)
    .strokeColor(colour)
    .rect(left, y - size * 0.72, side, size * 0.9)
    .stroke()
  const digitSize = size * (half > 2 ? 0.36 : 0.44)
  document.fillColor(colour)
  ;[hex.slice(0, half), hex.slice(half)].forEach((row, index) => {
    const outline = outlineOf(row)
    const scale = digitSize / outline.unitsPerEm
    const inset = (side - outline.width * scale) / 2
    document.save()
    document.translate(left + inset, y - size * 0.34 + index * size * 0.42).scale(scale, -scale)
    for (const { path, at } of outline.glyphs) document.save().translate(at, 0).path(path).fill().restore()
    document.restore()
  })
}

/** A few letters as shapes, in font units with y upwards: ink that no machine reads as text. */
function outlineOf(text: string): {
  unitsPerEm: number
  width: number
  glyphs: readonly { path: string; at: number }[]
} {
  const { font } = faceOf('regular')
  let width = 0
  const glyphs = font.layout(text).glyphs.map((glyph) => {
    const at = width
    width += glyph.advanceWidth
    return { path: glyph.path.toSVG(), at }
  })
  return { unitsPerEm: font.unitsPerEm, width, glyphs }
}
