import { createHash, randomBytes } from 'node:crypto'
import { isId } from '#src/domain/ids.ts'

/**
 * The end of an address sent to somebody: four letters that name the practice, eighteen of the secret (108 bits). So
 * the practice is entered first, and the link found inside, under row-level security.
 */
export interface LinkToken {
  code: string
  text: string
  /** SHA-256 of the secret alone. */
  hash: Buffer
}

const CODE = 4
const SECRET = 18
const TEXT = new RegExp(`^[A-Za-z0-9_-]{${CODE + SECRET}}$`)

/** By which addresses name a practice: random, so that nobody counts practices by it, and no secret. */
export function newPracticeCode(): string {
  return randomBytes(3).toString('base64url')
}

export function makeLinkToken(code: string): LinkToken {
  // 14 bytes are 19 letters of base64url: the last of them is left out, since it holds less than six bits.
  const secret = randomBytes(14).toString('base64url').slice(0, SECRET)
  return { code, text: code + secret, hash: hashOf(secret) }
}

/** undefined for anything that is not of the form; no database is asked. */
export function readLinkToken(text: string): LinkToken | undefined {
  if (!TEXT.test(text)) return undefined
  return { code: text.slice(0, CODE), text, hash: hashOf(text.slice(CODE)) }
}

/** An address of before practices had codes: `<practice id>.<43 letters>`. Programs that subscribed keep it. */
export function readFormerToken(text: string): { practiceId: string; hash: Buffer } | undefined {
  const [practiceId, secret, ...rest] = text.split('.')
  if (!isId(practiceId) || secret === undefined || rest.length > 0) return undefined
  return /^[A-Za-z0-9_-]{43}$/.test(secret) ? { practiceId, hash: hashOf(secret) } : undefined
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
