/**
 * Breaks text into lines no wider than `width`. Line breaks stay; words are kept whole unless one alone is
 * too wide. `measure` gives a line's width in the same unit.
 */
export function wrapText(text: string, width: number, measure: (line: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure))
}

function wrapParagraph(paragraph: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

function breakWord(word: string, width: number, measure: (line: string) => number): string[] {
  if (measure(word) <= width) return [word]
  const pieces = ['']
  for (const { segment } of graphemes.segment(word)) {
    const longer = (pieces.at(-1) ?? '') + segment
    if (measure(longer) <= width || longer === segment) pieces[pieces.length - 1] = longer
    else pieces.push(segment)
  }
  return pieces
}
