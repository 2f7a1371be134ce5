import { expect, test } from 'vitest'
import { DECOY_HASH, hashPassword, isStrongPassword, verifyPassword } from './password.ts'

test('a hash opens with its own password only, however its letters are composed', async () => {
  const hashed = await hashPassword('Un-Café-Bleu-7!')
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hashed, 'Un-Cafe\u0301-Bleu-7!')).toBe(true)
  expect(await verifyPassword(hashed, 'Un-Cafe-Bleu-7!')).toBe(false)
  expect(await hashPassword('Un-Café-Bleu-7!')).not.toBe(hashed)
})

test('the decoy costs as much as a real hash and opens with nothing', async () => {
  expect(DECOY_HASH).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  for (const password of ['', 'password', 'Un-Divan-Bleu-7!']) {
    expect(await verifyPassword(DECOY_HASH, password)).toBe(false)
  }
})

test.each([
  ['Abcdefgh12-!', true],
  ['Abcdefgh1234', false],
  ['Abcdefgh1-!', false],
  ['Abcdefgh123456', true],
  ['abcdefgh123456', false],
  ['Aaaaaaaa1-1-1-', false],
  ['le divan bleu attend sous la fenêtre', true],
  ['le le le le le le le', false],
  ['un deux trois quatre cinq six', false],
  ['Élan-Été-Noël-9', true],
  ['', false],
])('%s is strong enough: %s', (password, isStrong) => {
  expect(isStrongPassword(password)).toBe(isStrong)
})
