/** RFC 5545 §3.1: a line is 75 octets at most, without its break; a longer one goes on after a blank. */
const LONGEST = 75

/** A property of type TEXT: escaped (§3.3.11) and folded. */
export function textLine(name: string, text: string): string {
  return foldLine(`${name}:${escapeText(text)}`)
}

/** Allowed in no text, the tab apart. */
const CONTROLS = /[^\P{Cc}\t]/gu

export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n|[\u2028\u2029]/g, '\\n')
    .replaceAll(CONTROLS, ' ')
}

/** Folds at 75 octets of UTF-8, never within a character. */
export function foldLine(line: string): string {
  // A character is three octets at most per unit of UTF-16.
  if (line.length * 3 <= LONGEST || Buffer.byteLength(line) <= LONGEST) return line
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LONGEST) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
