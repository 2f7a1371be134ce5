import Pdf from 'pdfkit'
import { type Line, orientLines } from './bidi.ts'
import { type Pen, type TextStyle, createPen } from './pen.ts'
import { wrapText } from './wrap.ts'

export type { Line, TextStyle }

/** A4 in points (1/72 inch). */
export const PAGE = { width: 595.28, height: 841.89 } as const

export interface SheetOptions {
  /** Shown by readers as the window's title. */
  title: string
  /** The document's own date: with it, the same content is the same bytes. */
  createdAt: Temporal.Instant
}

/** A4 pages to draw on. Distances are points from the top left corner; `y` of text is its baseline. */
export interface Sheet extends Pen {
  /** Draws the lines one below the other, `leading` apart; answers the baseline after the last. */
  lines(lines: readonly Line[], x: number, y: number, style: TextStyle, leading: number): number
  /** Lines for `text` or `lines`: each keeps the directions it has in the whole text. */
  wrap(text: string, style: TextStyle, width: number): Line[]
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
  const bytes = collect(document)
  const pen = createPen(document)
  return {
    ...pen,
    lines(lines, x, y, style, leading) {
      lines.forEach((line, index) => pen.text(line, x, y + index * leading, style))
      return y + lines.length * leading
    },
    wrap: (text, style, width) =>
      orientLines(
        text,
        wrapText(text, width, (line) => pen.width(line, style)),
      ),
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

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}
