import { expect, test } from 'vitest'

import { displayName, initials, listName, nameSortKey } from './person-name.ts'

const person = (firstName: string, lastName: string) => ({ firstName, lastName })

test('names in both orders', () => {
  expect(displayName(person('Naïm', 'Le Goff'))).toBe('Naïm Le Goff')
  expect(listName(person('Naïm', 'Le Goff'))).toBe('Le Goff Naïm')
  expect(displayName(person('', 'Famille Roux'))).toBe('Famille Roux')
  expect(listName(person('李', ''))).toBe('李')
})

test('sorting ignores accents and case, and a shorter last name comes first', () => {
  const people = [
    person('Anne', 'Le Goffic'),
    person('Zoé', 'le goff'),
    person('Émile', 'Le Goff'),
    person('A', 'Éa'),
  ]
  const sorted = people.toSorted((a, b) => (nameSortKey(a) < nameSortKey(b) ? -1 : 1))
  expect(sorted.map(listName)).toEqual(['Éa A', 'Le Goff Émile', 'le goff Zoé', 'Le Goffic Anne'])
})

test('initials', () => {
  expect(initials(person('élodie', 'de La Tour'))).toBe('ÉD')
  expect(initials(person("'Aïcha", '<b>'))).toBe('AB')
  expect(initials(person('李', ''))).toBe('李')
  expect(initials(person('', ''))).toBe('')
})
