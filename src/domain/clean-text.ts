/** Names up to this many characters (code points) are kept whole; longer ones are for the form to refuse. */
export const maxNameLength = 300

// C0 and C1 controls, bidirectional overrides (they could disguise a name), byte order mark.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g

/**
 * A name or another single line as it is stored: NFC, trimmed, line breaks and tabs turned into spaces,
 * control characters removed. Everything else stays exactly as typed, in any script; nothing is cut.
 */
export function cleanLine(text: string): string {
  return replaceLoneSurrogates(text)
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(controls, '')
    .normalize('NFC')
    .trim()
}

/** Several lines as they are stored: like `cleanLine`, but line breaks (as `\n`) and tabs stay. */
export function cleanText(text: string): string {
  return replaceLoneSurrogates(text)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\v\f]/g, ' ')
    .replace(controls, '')
    .normalize('NFC')
    .trim()
}

/** Length in characters as people count them, near enough: code points, so an emoji is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

function replaceLoneSurrogates(text: string): string {
  // Twice, because two low surrogates in a row share the character that the first match consumed.
  const once = text.replace(loneSurrogates, (_, before: string | undefined) => `${before ?? ''}\ufffd`)
  return once.replace(loneSurrogates, (_, before: string | undefined) => `${before ?? ''}\ufffd`)
}
