import { expect, test } from 'vitest'

import { knownNamesOf, looksLikePerson, noKnownNames } from './looks-like-person.ts'
import { bareTitle, subjectKey } from './title-words.ts'

test.each([
  ['RDV Théo Haÿ - bilan', 'Théo Haÿ'],
  ['Rendez-vous Théo Haÿ (décalé)', 'Théo Haÿ'],
  ['1er RDV Naïm Le Goff, visio', 'Naïm Le Goff'],
  ['10h30 📞 Mme Marie Petit', 'Marie Petit'],
  ['Mme Petit', 'Mme Petit'],
  ['RDV M. Petit', 'M. Petit'],
  ['Paul Nouveau', 'Paul Nouveau'],
  ['RDV', 'RDV'],
  ['(privé)', '(privé)'],
  ['', ''],
])('%s without what stands around it is %s', (title, bare) => expect(bareTitle(title)).toBe(bare))

test('one key for one person, two for husband and wife', () => {
  const keys = ['Théo Sœur', 'Sœur Théo', 'RDV Théo SŒUR', 'soeur theo - bilan', 'Théo Sœur (décalé)']
  expect(new Set(keys.map(subjectKey))).toEqual(new Set(['soeur theo']))
  expect(subjectKey('M. Petit')).not.toBe(subjectKey('Mme Petit'))
})

test.each([
  'Anaïs François',
  'François Anaïs',
  'RDV Loïc Lemaître',
  "Awa N'Diaye",
  'Marie de La Tour du Pin',
  'DUPONT Marie',
  'Dupont, Marie',
  'RDV Dupont',
  '李 小龙',
  'Ângela-Zoë O’Neil',
])('%s is a person', (title) => expect(looksLikePerson(title, noKnownNames)).toBe(true))

test.each([
  'Déjeuner',
  'Déjeuner Paul Durand',
  'Supervision',
  'Congés d’été',
  'Vacances',
  'Formation EMDR, Lyon',
  'Colloque en ligne (Montréal)',
  'Jour de l’An',
  'RDV dentiste',
  'RDV Dentiste',
  'rdv garage',
  'anaïs françois',
  'Acheter du pain',
  'Point budget 2027',
  'Ne pas importer <b>',
  '=cmd()',
  'https://exemple.test',
  '',
])('%s is nobody', (title) => expect(looksLikePerson(title, noKnownNames)).toBe(false))

test('a name of the practice’s tells without capitals', () => {
  const known = knownNamesOf([{ firstName: 'Anaïs', lastName: 'Petit' }])
  expect(looksLikePerson('anaïs françois', known)).toBe(true)
  expect(looksLikePerson('petit déjeuner', known)).toBe(false)
  expect(looksLikePerson('appeler anaïs 3 fois', known)).toBe(false)
})
