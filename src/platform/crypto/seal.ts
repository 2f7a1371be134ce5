import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A 256-bit data key and the id that every ciphertext made with it carries. */
export interface DataKey {
  id: string
  secret: Buffer
}

// version (1) | key id (16) | nonce (12) | tag (16) | ciphertext, AES-256-GCM.
export const VERSION = 1
export const HEADER = 1 + 16
const NONCE = 12
export const TAG = 16

/**
 * Encrypts a field. `place` (for instance `note_version.body:<row id>`) is authenticated with it, so a
 * ciphertext moved to another row or column does not open.
 */
export function seal(key: DataKey, place: string, plain: string | Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const header = Buffer.concat([Buffer.of(VERSION), idBytes(key.id)])
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce)
  cipher.setAAD(Buffer.concat([header, Buffer.from(place)]))
  const body = Buffer.concat([
    cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain),
    cipher.final(),
  ])
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body])
}

/** The id of the key that made this ciphertext. Throws on anything that is not one. */
export function sealedWith(sealed: Buffer): string {
  if (sealed.length < HEADER + NONCE + TAG || sealed[0] !== VERSION) throw new Error('not a sealed field')
  return keyIdIn(sealed)
}

/** The id of the key in the first bytes of either format. */
export function keyIdIn(sealed: Buffer): string {
  const hex = sealed.toString('hex', 1, HEADER)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Decrypts; throws when the key, the place or a single bit is wrong. */
export function unseal(key: DataKey, place: string, sealed: Buffer): Buffer {
  if (sealedWith(sealed) !== key.id) throw new Error('sealed with another key')
  const nonce = sealed.subarray(HEADER, HEADER + NONCE)
  const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce)
  decipher.setAAD(Buffer.concat([sealed.subarray(0, HEADER), Buffer.from(place)]))
  decipher.setAuthTag(sealed.subarray(HEADER + NONCE, HEADER + NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(HEADER + NONCE + TAG)), decipher.final()])
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}
