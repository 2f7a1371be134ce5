import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Wraps data keys; it never touches a field itself and is never in a backup. */
export interface MasterKey {
  /** Recognises the key without revealing it. */
  fingerprint: string
  secret: Buffer
}

export function masterKeyFromText(text: string): MasterKey {
  const secret = Buffer.from(text.trim(), 'base64')
  if (secret.length !== 32) throw new Error('DIVAN_MASTER_KEY must be 32 bytes in base64')
  return {
    secret,
    fingerprint: createHash('sha256').update('divan-master').update(secret).digest('hex').slice(0, 16),
  }
}

/**
 * The key from the settings, else from its file, made at the first start (0600).
 * `created` tells the caller to ask the owner to save it.
 */
export function loadMasterKey(
  fromSettings: string | undefined,
  file: string,
): { key: MasterKey; created: boolean } {
  if (fromSettings) return { key: masterKeyFromText(fromSettings), created: false }
  if (existsSync(file)) return { key: masterKeyFromText(readFileSync(file, 'utf8')), created: false }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const text = randomBytes(32).toString('base64')
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx' })
    // Linked, not renamed: a second process starting at once must not replace the first one's key.
    linkSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return { key: masterKeyFromText(text), created: true }
}

// nonce (12) | tag (16) | wrapped key, bound to the data key's id.
export function wrapKey(master: MasterKey, id: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', master.secret, nonce)
  cipher.setAAD(Buffer.from(id))
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export function unwrapKey(master: MasterKey, id: string, wrapped: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master.secret, wrapped.subarray(0, 12))
  decipher.setAAD(Buffer.from(id))
  decipher.setAuthTag(wrapped.subarray(12, 28))
  return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()])
}
