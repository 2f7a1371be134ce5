import Pdf from 'pdfkit'
import { type FaceName, faceOf, facesFor, outlineOf } from './fonts.ts'
import { type Run, splitRuns } from './runs.ts'
import { wrapText } from './wrap.ts'

/** A4 in points (1/72 inch). */
export const PAGE = { width: 595.28, height: 841.89 } as const

export interface TextStyle {
  face: FaceName
  /** In points. */
  size: number
  colour: string
  align?: 'left' | 'right' | 'center' | undefined
  /** Figures of one width, for columns of amounts. */
  tabular?: boolean | undefined
}

export interface SheetOptions {
  /** Shown by readers as the window's title. */
  title: string
  /** The document's own date: with it, the same content is the same bytes. */
  createdAt: Temporal.Instant
}

/** A4 pages to draw on. Distances are points from the top left corner; `y` of text is its baseline. */
export interface Sheet {
  /** `x` is the left edge, the right edge or the middle, by the style's alignment. */
  text(text: string, x: number, y: number, style: TextStyle): void
  /** Draws the lines one below the other, `leading` apart; answers the baseline after the last. */
  lines(lines: readonly string[], x: number, y: number, style: TextStyle, leading: number): number
  width(text: string, style: TextStyle): number
  wrap(text: string, style: TextStyle, width: number): string[]
  rule(x1: number, x2: number, y: number, colour: string, weight?: number): void
  panel(
    x: number,
    y: number,
    width: number,
    height: number,
    look: { fill?: string; stroke?: string; dashed?: boolean },
  ): void
  addPage(): void
  /** Comes back to every page once all are there: page numbers. */
  eachPage(draw: (page: number, count: number) => void): void
  finish(): Promise<Buffer>
}

/**
 * A PDF/A-3b document: fonts embedded, text readable by machines, and room for an attached XML invoice.
 * The same calls with the same options give the same bytes.
 */
export function createSheet(options: SheetOptions): Sheet {
  const document = new Pdf({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    // An empty name: PDFKit would otherwise start with Helvetica, which PDF/A does not allow.
    font: '',
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      // PDFKit copies the title into XML without escaping it.
      Title: options.title.replace(/[<>&]/g, ' '),
      Creator: 'Divan',
      Producer: 'Divan',
      CreationDate: new Date(options.createdAt.epochMilliseconds),
    },
  })
  for (const name of ['regular', 'semibold', 'title'] as const) {
    // The type knows bytes only; the code takes a parsed font as well.
    document.registerFont(name, faceOf(name).font as unknown as Buffer)
  }
  const bytes = collect(document)
  const drawing = createPen(document)
  return {
    ...drawing,
    lines(lines, x, y, style, leading) {
      lines.forEach((line, index) => drawing.text(line, x, y + index * leading, style))
      return y + lines.length * leading
    },
    wrap: (text, style, width) => wrapText(text, width, (line) => drawing.width(line, style)),
    rule(x1, x2, y, colour, weight = 0.75) {
      document.lineWidth(weight).strokeColor(colour).moveTo(x1, y).lineTo(x2, y).stroke()
    },
    panel(x, y, width, height, look) {
      document.roundedRect(x, y, width, height, 6)
      if (look.fill) document.fillColor(look.fill).fill()
      if (!look.stroke) return
      if (look.fill) document.roundedRect(x, y, width, height, 6)
      document.lineWidth(0.75).strokeColor(look.stroke)
      if (look.dashed) document.dash(3, { space: 3 }).stroke().undash()
      else document.stroke()
    },
    addPage: () => void document.addPage(),
    eachPage(draw) {
      const { count } = document.bufferedPageRange()
      for (let page = 0; page < count; page++) {
        document.switchToPage(page)
        draw(page + 1, count)
      }
    },
    finish() {
      document.end()
      return bytes
    },
  }
}

function createPen(document: PDFKit.PDFDocument): Pick<Sheet, 'text' | 'width'> {
  const optionsOf = (style: TextStyle): PDFKit.Mixins.TextOptions => ({
    lineBreak: false,
    baseline: 'alphabetic',
    ...(style.tabular ? { features: ['tnum'] } : {}),
  })
  const runWidth = (run: Run, style: TextStyle): number => {
    if (run.kind === 'boxes') return run.clusters.length * boxWidth(style.size)
    return document.font(run.face.name, style.size).widthOfString(run.text, optionsOf(style))
  }
  const drawBoxes = (run: Extract<Run, { kind: 'boxes' }>, x: number, y: number, style: TextStyle): void => {
    // What is copied or read aloud is the text itself: it stands on one space as wide as the boxes, which are shapes.
    document.font('regular', style.size)
    const characterSpacing = runWidth(run, style) - document.widthOfString(' ')
    const write = document.addContent
    // The span opens and closes right around the text object: readers measure it with what is in force at its end,
    // and PDFKit's own marks come before and after it has turned the page over.
    document.addContent = (data: unknown) => {
      if (data === 'BT') document.markContent('Span', { actual: run.text })
      write.call(document, data)
      if (data === 'ET') document.endMarkedContent()
      return document
    }
    document.text(' ', x, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing })
    document.addContent = write
    run.clusters.forEach((cluster, index) =>
      drawBox(document, cluster, x + index * boxWidth(style.size), y, style),
    )
  }
  const width = (text: string, style: TextStyle): number => {
    return splitRuns(text, facesFor(style.face)).reduce((sum, run) => sum + runWidth(run, style), 0)
  }
  return {
    width,
    text(text, x, y, style) {
      const runs = splitRuns(text, facesFor(style.face))
      const shift = style.align === 'right' ? 1 : style.align === 'center' ? 0.5 : 0
      let at = shift === 0 ? x : x - shift * runs.reduce((sum, run) => sum + runWidth(run, style), 0)
      for (const run of runs) {
        if (run.kind === 'boxes') drawBoxes(run, at, y, style)
        else
          document
            .font(run.face.name, style.size)
            .fillColor(style.colour)
            .text(run.text, at, y, optionsOf(style))
        if (runs.length > 1) at += runWidth(run, style)
      }
    },
  }
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
  style: TextStyle,
): void {
  const { size, colour } = style
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
    const outline = outlineOf('regular', row)
    const scale = digitSize / outline.unitsPerEm
    const inset = (side - outline.width * scale) / 2
    document.save()
    document.translate(left + inset, y - size * 0.34 + index * size * 0.42).scale(scale, -scale)
    for (const { path, at } of outline.glyphs) document.save().translate(at, 0).path(path).fill().restore()
    document.restore()
  })
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}
