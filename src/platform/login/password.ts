import { hash, verify } from '@node-rs/argon2'

/** OWASP's floor for argon2id (19 MiB, 2 passes); the stored text carries its own parameters. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), PARAMETERS)
}

export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFC'))
}

/** A hash of nothing, so that an unknown identifier costs as long as a wrong password. */
export const DECOY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$5Jr3Y9MVhFyJMUQKsRGlrDmxXlVBTh1VMWLdv1fUJ6c'

/**
 * CNIL's rule of 2022 (délibération 2022-100) for a password protected by throttling alone asks for 50 bits;
 * we ask for the 80 bits of a password that stands alone: 12 characters of four classes, 14 of three, or a
 * phrase of seven words.
 */
export function isStrongPassword(password: string): boolean {
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u].filter((kind) =>
    kind.test(password),
  ).length
  const length = [...password].length
  const words = password
    .trim()
    .split(/\s+/)
    .filter((word) => [...word].length >= 2)
  const different = new Set(password.toLowerCase()).size
  if (different < 6) return false
  return (length >= 12 && classes === 4) || (length >= 14 && classes >= 3) || new Set(words).size >= 7
}
