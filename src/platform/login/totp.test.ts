import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { RECOVERY_CODES, hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { findTotpStep, newTotpSecret, totpUri } from './totp.ts'

const now = Temporal.Instant.from('2026-11-22T20:00:10Z')
const epoch = now.epochMilliseconds / 1000

test('the code of the RFC 6238 test vector belongs to its step', async () => {
  // Appendix B, SHA-1, 59 s: 94287082; six digits are its last six.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const at = Temporal.Instant.fromEpochMilliseconds(59_000)
  expect(await findTotpStep(secret, '287082', at)).toBe(1)
  expect(await findTotpStep(secret, '287 082', at)).toBe(1)
  expect(await findTotpStep(secret, '287083', at)).toBeUndefined()
})

test('one step before and after is accepted, two are not', async () => {
  const secret = newTotpSecret()
  const step = Math.floor(epoch / 30)
  for (const drift of [-1, 0, 1]) {
    const code = await generate({ secret, epoch: epoch + drift * 30 })
    expect(await findTotpStep(secret, code, now), `drift ${drift}`).toBe(step + drift)
  }
  for (const drift of [-2, 2]) {
    const code = await generate({ secret, epoch: epoch + drift * 30 })
    expect(await findTotpStep(secret, code, now), `drift ${drift}`).toBeUndefined()
  }
})

test('what is not six digits is not a code', async () => {
  const secret = newTotpSecret()
  for (const text of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
    expect(await findTotpStep(secret, text, now)).toBeUndefined()
  }
})

test('the address for the phone names product, account and secret', () => {
  expect(totpUri('GEZDGNBVGY3TQOJQ', 'zoé@exemple.fr')).toMatch(
    /^otpauth:\/\/totp\/Divan:zo%C3%A9(%40|@)exemple\.fr\?secret=GEZDGNBVGY3TQOJQ&issuer=Divan/,
  )
})

test('recovery codes are ten, all different, and the same however they are typed', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(RECOVERY_CODES)
  for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-tv-z]{4}(-[2-9a-hjkmnp-tv-z]{4}){3}$/)
  const [code = ''] = codes
  const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `
  expect(hashRecoveryCode('u', typed)).toEqual(hashRecoveryCode('u', code))
  expect(hashRecoveryCode('v', code)).not.toEqual(hashRecoveryCode('u', code))
})
