import { cleanLine } from './clean-text.ts'

const local = /^[^\s@"(),:;<>[\\\]]+$/
const label = /^(?!-)[a-z0-9\u00a1-\uffff-]{1,63}$/

/**
 * An address as it is stored: trimmed, `mailto:` dropped, the domain in lower case, the part before
 * the @ as typed. Undefined when it cannot be an address: no dot in the domain, spaces, more than
 * 64 characters before the @ or 254 in all (RFC 5321 §4.5.3.1). Quoted local parts are refused.
 */
export function normalizeEmail(text: string): string | undefined {
  const typed = cleanLine(text).replace(/^mailto:/i, '')
  const at = typed.lastIndexOf('@')
  const name = typed.slice(0, at)
  const domain = typed.slice(at + 1).toLowerCase()
  if (at < 1 || name.length > 64 || typed.length > 254) return undefined
  if (!local.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..')) return undefined
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every(isLabel) || /^\d+$/.test(labels[labels.length - 1] ?? '')) {
    return undefined
  }
  return `${name}@${domain}`
}

/** What addresses are compared and searched by: lower case, composed. Works on part of an address too. */
export function emailSearchKey(text: string): string {
  return cleanLine(text).toLowerCase().normalize('NFC')
}

/** The person behind an address, for a blocklist: the search key without its `+tag`. */
export function emailWithoutTag(email: string): string {
  return emailSearchKey(email).replace(/^([^+@]+)\+[^@]*@/, '$1@')
}

function isLabel(text: string): boolean {
  return label.test(text) && !text.endsWith('-')
}
