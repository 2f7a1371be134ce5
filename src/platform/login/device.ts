import { createHash, randomBytes } from 'node:crypto'
import { isId } from '#src/domain/ids.ts'
import type { Keyring } from '../crypto/keyring.ts'

export const DEVICE_COOKIE = 'divan_device'
/** 400 days is the longest that browsers keep a cookie. */
export const DEVICE_COOKIE_SECONDS = 400 * 24 * 3600

/** The account a browser proves to have logged in to before. */
export interface DeviceOwner {
  practiceId: string
  userId: string
  /** A new password makes every browser a stranger again. */
  passwordHash: string
}

/**
 * What a browser keeps after a login: `<user id>.<sealed device id>`. It opens nothing; it only gives this
 * browser a throttle counter of its own. Sealed with the practice's key, it cannot be made by a stranger,
 * and it needs no table.
 */
export async function makeDeviceCookie(keyring: Keyring, owner: DeviceOwner): Promise<string> {
  const deviceId = randomBytes(16).toString('hex')
  const sealed = await keyring.seal(owner.practiceId, 'practice', placeOf(owner), deviceId)
  return `${owner.userId}.${sealed.toString('base64url')}`
}

/** The device's id, where the cookie is this account's; undefined for anything else. */
export async function readDeviceCookie(
  keyring: Keyring,
  owner: DeviceOwner,
  cookie: string | undefined,
): Promise<string | undefined> {
  const [userId, sealed] = (cookie ?? '').split('.')
  // A stranger does not know the user's id: for them, known and unknown identifiers cost the same.
  if (!isId(userId) || userId !== owner.userId || !sealed) return undefined
  try {
    const opened = await keyring.unseal(
      owner.practiceId,
      'practice',
      placeOf(owner),
      Buffer.from(sealed, 'base64url'),
    )
    return opened.toString('utf8')
  } catch {
    return undefined
  }
}

function placeOf(owner: DeviceOwner): string {
  const password = createHash('sha256').update(owner.passwordHash).digest('hex')
  return `login_device:${owner.userId}:${password}`
}
