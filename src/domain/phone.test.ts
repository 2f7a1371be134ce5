import { describe, expect, test } from 'vitest'

import { formatPhone, normalizePhone, phoneSearchKey } from './phone.ts'

describe('one number, many notations', () => {
  test.each([
    '06 39 98 12 34',
    '0639981234',
    '06.39.98.12.34',
    '06-39-98-12-34',
    '06/39/98/12/34',
    '06\u00a039\u202f98 12 34',
    '+33639981234',
    '+33 6 39 98 12 34',
    '+33 (0)6 39 98 12 34',
    '+330639981234',
    '0033639981234',
    '0033 (0) 6 39 98 12 34',
    '639981234',
    'Tél. : 06 39 98 12 34',
  ])('%s', (text) => expect(normalizePhone(text)).toBe('+33639981234'))
})

test.each([
  ['01 99 00 12 34', '+33199001234'],
  ['+590 690 12 34 56', '+590690123456'],
  ['0690 12 34 56', '+590690123456'],
  ['0590 12 34 56', '+590590123456'],
  ['0694 20 12 34', '+594694201234'],
  ['0696 20 12 34', '+596696201234'],
  ['0692 12 34 56', '+262692123456'],
  ['0639 01 23 45', '+262639012345'],
  ['+262 639 01 23 45', '+262639012345'],
  ['+508 41 12 34', '+508411234'],
  ['+687 78 12 34', '+687781234'],
  ['+689 87 12 34 56', '+68987123456'],
  ['+41 79 123 45 67', '+41791234567'],
  ['+32 470 12 34 56', '+32470123456'],
])('%s → %s', (text, e164) => expect(normalizePhone(text)).toBe(e164))

test.each([
  '',
  'abc',
  '112',
  '3639',
  '06 39 98 12 3',
  '06 39 98 12 345',
  '06 39 98 12 34 poste 12',
  '06 39 98 12 34 (maman)',
  '06 39 98 12 34 / 01 99 00 12 34',
  '+33 690 12',
  '6,39981E+08',
  '0000000000',
])('refuses %s', (text) => expect(normalizePhone(text)).toBeUndefined())

test('shows numbers as people dial them', () => {
  expect(formatPhone('+33639981234')).toBe('06\u00a039\u00a098\u00a012\u00a034')
  expect(formatPhone('+590690123456')).toBe('+590\u00a0690\u00a012\u00a034\u00a056')
  expect(formatPhone('quoi')).toBe('quoi')
  for (const e164 of ['+33639981234', '+590690123456', '+41791234567']) {
    expect(normalizePhone(formatPhone(e164))).toBe(e164)
  }
})

describe('search', () => {
  test.each([
    '06 39',
    '0639',
    '+33639',
    '+33 6 39',
    '0033 6 39',
    '+33 (0)6 39',
    '639',
    '12 34',
    '0639981234',
  ])('finds 06 39 98 12 34 by %s', (query) => expect(isFound('+33639981234', query)).toBe(true))

  test('overseas and foreign numbers too', () => {
    expect(isFound('+590690123456', '0690 12')).toBe(true)
    expect(isFound('+590690123456', '+590 690')).toBe(true)
    expect(isFound('+41791234567', '+41 79')).toBe(true)
    expect(isFound('+41791234567', '079 123')).toBe(true)
    expect(isFound('+33639981234', '06 40')).toBe(false)
  })

  test('words are not numbers', () => {
    for (const query of ['Dupont', '6', '', 'a06', '12 rue']) expect(phoneSearchKey(query)).toBeUndefined()
  })
})

function isFound(stored: string, query: string): boolean {
  const key = phoneSearchKey(query)
  return key !== undefined && (phoneSearchKey(stored) ?? '').includes(key)
}
