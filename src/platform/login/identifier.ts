import { createHash } from 'node:crypto'
import { cleanLine } from '#src/domain/clean-text.ts'

/** The form in which login names are stored and compared: no spaces around, one case, composed. */
export function normalizeIdentifier(typed: string): string {
  return cleanLine(typed).toLowerCase().normalize('NFC')
}

/** What counters are kept under: people type passwords into the wrong field, so the text itself is not kept. */
export function identifierKey(identifier: string): string {
  return createHash('sha256').update(identifier).digest('hex').slice(0, 32)
}
