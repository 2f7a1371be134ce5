import type { Line } from './bidi.ts'
import { sayInstead } from './actual-text.ts'
import { boxesWidth, drawBoxes } from './box.ts'
import { type Face, type FaceName, faceOf } from './fonts.ts'
import { openForDocument } from './parsed-font.ts'
import { type GlyphRun, type Run, splitRuns } from './runs.ts'

export interface TextStyle {
  face: FaceName
  /** In points. */
  size: number
  colour: string
  align?: 'left' | 'right' | 'center' | undefined
  /** Figures of one width, for columns of amounts. */
  tabular?: boolean | undefined
}

/** Draws lines of text. Distances are points from the top left corner; `y` is the baseline. */
export interface Pen {
  /** `x` is the left edge, the right edge or the middle, by the style's alignment. */
  text(line: Line, x: number, y: number, style: TextStyle): void
  width(line: Line, style: TextStyle): number
}

export function createPen(document: PDFKit.PDFDocument): Pen {
  const opened = new Set<Face>()
  const select = (face: Face, size: number): PDFKit.PDFDocument => {
    // The type knows bytes only; the code takes a parsed font as well.
    if (!opened.has(face)) document.registerFont(face.name, openForDocument(face.font) as unknown as Buffer)
    opened.add(face)
    return document.font(face.name, size)
  }
  const runWidth = (run: Run, style: TextStyle): number =>
    run.kind === 'boxes'
      ? boxesWidth(run, style.size)
      : select(run.face, style.size).widthOfString(run.text, optionsOf(run, style))
  const widthOf = (runs: readonly Run[], style: TextStyle): number =>
    runs.reduce((sum, run) => sum + runWidth(run, style), 0)
  const drawRun = (run: Run, x: number, y: number, style: TextStyle): void => {
    if (run.kind === 'boxes') {
      select(faceOf('regular'), style.size)
      drawBoxes(document, run, x, y, style)
      return
    }
    select(run.face, style.size).fillColor(style.colour)
    const draw = (): unknown => document.text(run.text, x, y, optionsOf(run, style))
    const said = run.said ?? saidOtherwise(run)
    if (said === undefined) draw()
    else sayInstead(document, said, draw)
  }
  return {
    width: (line, style) => widthOf(splitRuns(line, style.face), style),
    text(line, x, y, style) {
      const runs = splitRuns(line, style.face)
      const shift = style.align === 'right' ? 1 : style.align === 'center' ? 0.5 : 0
      let at = shift === 0 ? x : x - shift * widthOf(runs, style)
      for (const run of runs) {
        drawRun(run, at, y, style)
        if (runs.length > 1) at += runWidth(run, style)
      }
    },
  }
}

function optionsOf(run: GlyphRun, style: TextStyle): PDFKit.Mixins.TextOptions {
  const options = { lineBreak: false, baseline: 'alphabetic' } as const
  if (run.level % 2 === 1) return { ...options, features: ['rtlm'] }
  if (style.tabular) return { ...options, features: ['tnum'] }
  // Without features PDFKit lays out word by word, and keeps the words: enough where letters do not join.
  return run.face.fallback ? { ...options, features: [] } : options
}

/** What the glyphs of a run do not say themselves: a skin tone without a shape, vowels drawn before their consonant. */
function saidOtherwise({ face, text, level }: GlyphRun): string | undefined {
  // From right to left each glyph says its letter and readers turn them round, which they do not do with a span.
  if (!face.fallback || level % 2 === 1) return undefined
  const glyphs = face.font.layout(text, [], undefined, undefined, 'ltr').glyphs
  return String.fromCodePoint(...glyphs.flatMap((glyph) => glyph.codePoints)) === text ? undefined : text
}
