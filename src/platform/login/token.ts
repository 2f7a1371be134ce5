import { createHash, randomBytes } from 'node:crypto'
import { isId } from '#src/domain/ids.ts'

/**
 * A bearer secret that names its practice: `<practice id>.<43 random characters>`. So the tenant is entered
 * before the secret is looked up, and the lookup itself is under row-level security; naming a practice
 * without its secret finds nothing. 256 random bits need no slow hash.
 */
export interface Token {
  practiceId: string
  text: string
  hash: Buffer
}

export function makeToken(practiceId: string): Token {
  const secret = randomBytes(32).toString('base64url')
  return { practiceId, text: `${practiceId}.${secret}`, hash: hashOf(secret) }
}

/** undefined for anything that is not of the form; no database is asked. */
export function readToken(text: string): Token | undefined {
  const [practiceId, secret, ...rest] = text.split('.')
  if (!isId(practiceId) || secret === undefined || rest.length > 0) return undefined
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined
  return { practiceId, text, hash: hashOf(secret) }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
