import { inflateSync } from 'node:zlib'

/** A piece of text as a reader finds it: where its baseline is (points from the bottom left) and what it says. */
export interface TextPiece {
  page: number
  x: number
  y: number
  text: string
}

/**
 * Reads back the text of a PDF that PDFKit wrote, through the cross-reference table, the compressed streams and the
 * fonts' ToUnicode maps: what a machine would read. For tests; it knows only what such documents contain.
 */
export function readPdfText(pdf: Buffer): TextPiece[] {
  const objects = readObjects(pdf)
  const kids = /\/Kids \[([^\]]*)\]/.exec(
    [...objects.values()].find((object) => object.head.includes('/Type /Pages'))?.head ?? '',
  )
  return references(kids?.[1] ?? '').flatMap((id, page) =>
    readPage(objects, id).map((piece) => ({ page, ...piece })),
  )
}

/** The text alone, one baseline a line. */
export function pdfLines(pdf: Buffer): string[] {
  const lines: { page: number; y: number; texts: string[] }[] = []
  for (const { page, y, text } of readPdfText(pdf)) {
    const line = lines.find((candidate) => candidate.page === page && Math.abs(candidate.y - y) < 0.5)
    if (line) line.texts.push(text)
    else lines.push({ page, y, texts: [text] })
  }
  return lines.sort((a, b) => a.page - b.page || b.y - a.y).map((line) => line.texts.join(' '))
}

interface PdfObject {
  head: string
  stream: Buffer | undefined
}

function readObjects(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const objects = new Map<number, PdfObject>()
  const table = text.slice(start).split('\n').slice(2)
  for (const [id, entry] of table.entries()) {
    const match = /^(\d{10}) \d{5} n/.exec(entry)
    if (match) objects.set(id, readObject(pdf, text, Number(match[1])))
    else if (id > 0) break
  }
  return objects
}

function readObject(pdf: Buffer, text: string, offset: number): PdfObject {
  const end = text.indexOf('endobj', offset)
  const at = text.indexOf('stream\n', offset)
  if (at < 0 || at > end) return { head: text.slice(offset, end), stream: undefined }
  const head = text.slice(offset, at)
  const from = at + 'stream\n'.length
  const bytes = pdf.subarray(from, from + Number(/\/Length (\d+)/.exec(head)?.[1]))
  return { head, stream: head.includes('/FlateDecode') ? inflateSync(bytes) : bytes }
}

function references(list: string): number[] {
  return [...list.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]))
}

function resolve(objects: Map<number, PdfObject>, head: string, key: string): PdfObject | undefined {
  const id = new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1]
  return id === undefined ? undefined : objects.get(Number(id))
}

function readPage(objects: Map<number, PdfObject>, id: number): Omit<TextPiece, 'page'>[] {
  const page = objects.get(id)
  const content = page && resolve(objects, page.head, 'Contents')?.stream
  const resources = page && resolve(objects, page.head, 'Resources')?.head
  if (!content || resources === undefined) throw new Error('a page without content')
  const fonts = new Map<string, ReadonlyMap<number, string>>()
  const fontList = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? ''
  for (const [, name, font] of fontList.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const map = resolve(objects, objects.get(Number(font))?.head ?? '', 'ToUnicode')?.stream
    fonts.set(name ?? '', readMap(map?.toString('latin1') ?? ''))
  }
  return readContent(content.toString('latin1'), fonts)
}

function readMap(cmap: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>()
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...(list ?? '').matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const units = (hex.match(/[0-9a-f]+/g) ?? []).map((unit) => Number.parseInt(unit, 16))
      map.set(Number.parseInt(first ?? '', 16) + index, String.fromCharCode(...units))
    }
  }
  return map
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u

function readContent(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<number, string>>,
): Omit<TextPiece, 'page'>[] {
  const pieces: Omit<TextPiece, 'page'>[] = []
  let font: ReadonlyMap<number, string> | undefined
  let at: { x: number; y: number } | undefined
  let letters: string[] = []
  // Inside a span that says its own text, the glyphs drawn are a picture of it.
  let actual: string | undefined
  for (const line of content.split('\n')) {
    const span = /^\/Span <<\n?\/ActualText \((.*)\)/.exec(line) ?? /^\/ActualText \((.*)\)$/.exec(line)
    if (span) actual = readString(span[1] ?? '')
    const move = /^1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm$/.exec(line)
    if (move) at ??= { x: Number(move[1]), y: Number(move[2]) }
    const use = /^\/(\w+) [\d.]+ Tf$/.exec(line)
    if (use) font = fonts.get(use[1] ?? '')
    if (line.endsWith(' TJ')) {
      const glyphs = [...line.matchAll(/<([0-9a-f]+)>/g)].map((match) => match[1]).join('')
      for (const code of glyphs.match(/.{4}/g) ?? [])
        letters.push(font?.get(Number.parseInt(code, 16)) ?? '\ufffd')
    }
    if (line !== 'ET') continue
    // Glyphs stand from left to right, also those of scripts read from right to left.
    const turned = letters.some((letter) => rightToLeft.test(letter)) ? letters.toReversed() : letters
    if (at) pieces.push({ ...at, text: actual ?? turned.join('') })
    actual = undefined
    at = undefined
    letters = []
  }
  return pieces
}

/** A literal string: UTF-16 with a byte order mark, or single bytes. */
function readString(literal: string): string {
  const bytes = literal.replace(
    /\\([nrtbf()\\])/g,
    (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? letter,
  )
  if (!bytes.startsWith('\xfe\xff')) return bytes
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
}
