import { generateSecret, generateURI, verify } from 'otplib'

/** 160 bits, as RFC 4226 section 4 recommends, in base32. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 })
}

/** What the QR code says to an authenticator application. */
export function totpUri(secret: string, account: string): string {
  return generateURI({ issuer: 'Divan', label: account, secret })
}

/** One step (30 s) either way, for a phone whose clock drifts (RFC 6238 section 5.2). */
const TOLERANCE_SECONDS = 30

/**
 * The time step this code belongs to, or undefined when it is wrong. The caller burns the step: a code
 * is good once.
 */
export async function findTotpStep(
  secret: string,
  typed: string,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const token = typed.replace(/[\s\u00a0-]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(now.epochMilliseconds / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}
