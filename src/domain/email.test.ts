import { expect, test } from 'vitest'

import { emailSearchKey, emailWithoutTag, normalizeEmail } from './email.ts'

test.each([
  [' Awa.NDiaye@Exemple.TEST ', 'Awa.NDiaye@exemple.test'],
  ['mailto:a@b.fr', 'a@b.fr'],
  ['zoe+psy@exemple.test', 'zoe+psy@exemple.test'],
  ["o'neil@exemple.test", "o'neil@exemple.test"],
  ['élodie@éxemple.fr', 'élodie@éxemple.fr'],
  ['a@sous.domaine-long.co.uk', 'a@sous.domaine-long.co.uk'],
])('keeps %s', (text, kept) => expect(normalizeEmail(text)).toBe(kept))

test.each([
  '',
  'a',
  '@exemple.test',
  'a@',
  'a@localhost',
  'a@@exemple.test',
  'a b@exemple.test',
  'a@exemple..test',
  'a@-exemple.test',
  'a@exemple-.test',
  '.a@exemple.test',
  'a.@exemple.test',
  'a..b@exemple.test',
  'a@127.0.0.1',
  'a@b.fr, c@d.fr',
  'Awa <awa@exemple.test>',
  'a@exemple.test\nBcc: b@exemple.test',
  `${'a'.repeat(65)}@exemple.test`,
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.fr`,
])('refuses %s', (text) => expect(normalizeEmail(text)).toBeUndefined())

test('compares without case, and a tag does not hide a person', () => {
  expect(emailSearchKey('Awa.NDiaye@Exemple.test')).toBe('awa.ndiaye@exemple.test')
  expect(emailWithoutTag('Awa.NDiaye+autre+chose@Exemple.test')).toBe('awa.ndiaye@exemple.test')
  expect(emailWithoutTag('+seul@exemple.test')).toBe('+seul@exemple.test')
})
