import { createHash, randomInt } from 'node:crypto'

export const RECOVERY_CODES = 10

// No 0, 1, i, l, o, u: they are copied by hand from paper.
const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'
const GROUPS = 4
const GROUP_LENGTH = 4

/** Codes such as `k7rm-29xc-hh4t-qz3v`: 78 bits each, so that a plain hash of them stands alone. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomCode(GROUPS, GROUP_LENGTH))
}

/** Letters and digits that people can copy, in groups. */
export function randomCode(groups: number, length: number): string {
  const group = (): string =>
    Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('')
  return Array.from({ length: groups }, group).join('-')
}

/** The same for every way of typing it; bound to the user, so that two users' equal codes differ. */
export function hashRecoveryCode(userId: string, typed: string): Buffer {
  return createHash('sha256')
    .update(`recovery-code:${userId}:${plainCode(typed)}`)
    .digest()
}

/** A code without case, spaces and dashes. */
export function plainCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '')
}
