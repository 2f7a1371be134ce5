import { expect, test } from 'vitest'

import { createPersonIndex, type Person } from './duplicates.ts'

const person = (lastName: string, firstName: string, more: Partial<Person> = {}): Person => ({
  kind: null,
  lastName,
  firstName,
  birthDate: null,
  phones: [],
  emails: [],
  street: '',
  postcode: '',
  ...more,
})
const likeness = (a: Person, b: Person) => createPersonIndex([a]).find(b)?.likeness
const both = (a: Person, b: Person) => {
  expect(likeness(b, a)).toBe(likeness(a, b))
  return likeness(a, b)
}

const born = { birthDate: '1980-03-12' }
const phone = { phones: ['+33639980001'] }

test('the same name and one thing more is the same person', () => {
  expect(both(person('Sœur', 'Théo', born), person('SOEUR', 'theo', born))).toBe('certain')
  expect(both(person('Roux', 'Anne', phone), person('Roux', 'Anne', { ...born, ...phone }))).toBe('certain')
  expect(
    both(person('Roux', 'Anne', { emails: ['A@b.fr'] }), person('Roux', 'Anne', { emails: ['a@B.fr'] })),
  ).toBe('certain')
  const home = { street: '1, rue A', postcode: '67000' }
  expect(both(person('Roux', 'Anne', home), person('Roux', 'Anne', { ...home, street: '1 RUE A' }))).toBe(
    'certain',
  )
  expect(both(person('Roux', 'Anne'), person('Roux', 'Anne'))).toBe('certain')
})

test('the same name alone is only possible, and another birth date rules it out', () => {
  expect(both(person('Roux', 'Anne'), person('Roux', 'Anne', born))).toBe('possible')
  expect(both(person('Roux', 'Anne', phone), person('Roux', 'Anne', { emails: ['a@b.fr'] }))).toBe('possible')
  const other = { birthDate: '2010-03-12', ...phone }
  expect(both(person('Roux', 'Anne', { ...born, ...phone }), person('Roux', 'Anne', other))).toBeUndefined()
})

test('another name is another person, even at the same number', () => {
  expect(both(person('Roux', 'Anne', phone), person('Roux', 'Paul', phone))).toBeUndefined()
  expect(both(person('Roux', 'Anne', phone), person('Anne', 'Roux', phone))).toBeUndefined()
})

test('a lost letter matches any letter', () => {
  expect(both(person('?ukaszewski', 'Minh', phone), person('Łukaszewski', 'Minh', phone))).toBe('certain')
  expect(both(person('Nguy?n', 'Ng?c', phone), person('Nguyễn', 'Ngọc', phone))).toBe('certain')
  expect(both(person('S?ur', 'Théo', born), person('Sœur', 'Théo', born))).toBe('certain')
  expect(both(person('Nguy?n', 'Anne', phone), person('Nguyễn', 'Paul', phone))).toBeUndefined()
  expect(both(person('Nguy?n', 'Anne', phone), person('Nguyen', 'Anne', born))).toBe('possible')
})

test('prefers the certain one among namesakes, and stays quick among thousands', () => {
  const crowd = Array.from({ length: 450 }, (_, index) =>
    person('Roux', 'Anne', { emails: [`a${index}@b.fr`] }),
  )
  expect(createPersonIndex(crowd).find(person('Roux', 'Anne', { emails: ['a449@b.fr'] }))).toEqual({
    person: crowd[449],
    likeness: 'certain',
  })
})

test('a couple is never a person of the same name', () => {
  const couple = { kind: 'couple', phones: ['+33639981234'] }
  expect(both(person('Roux', '', couple), person('Roux', '', { phones: ['+33639981234'] }))).toBeUndefined()
  expect(both(person('Roux', '', couple), person('Roux', '', couple))).toBe('certain')
})
