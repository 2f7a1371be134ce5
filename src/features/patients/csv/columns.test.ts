import { expect, test } from 'vitest'

import { findField, guessMapping, missingColumns, proposeMapping } from './columns.ts'

test.each([
  ['NOM', 'lastName'],
  ["Nom d'usage", 'lastName'],
  ['Prénom(s)', 'firstName'],
  ['Né(e) le', 'birthDate'],
  ['Date de naissance', 'birthDate'],
  ['Tél. portable', 'phone'],
  ['N° de téléphone', 'phone'],
  ['E-mail', 'email'],
  ['Courriel', 'email'],
  ['Adresse e-mail', 'email'],
  ['Adresse', 'street'],
  ['Adressé par', 'referredBy'],
  ['Adressé(e) par', 'referredBy'],
  ['C.P.', 'postcode'],
  ['Code postal', 'postcode'],
  ['Commune', 'city'],
  ['Remarques', 'remarks'],
  ['Date of birth', 'birthDate'],
  ['Zip', 'postcode'],
  ['Couleur', undefined],
])('the header %s is %s', (header, field) => expect(findField(header)).toBe(field))

test('a second last name is not imported, a second phone is', () => {
  expect(proposeMapping(['Nom', 'Nom de naissance', 'Prénom', 'Fixe', 'Portable', 'Code'])).toEqual([
    'lastName',
    undefined,
    'firstName',
    'phone',
    'phone',
    undefined,
  ])
})

test('guesses by content and says what is missing', () => {
  expect(
    guessMapping([
      ['1', 'Dupont', 'Jean', '06 39 98 00 01'],
      ['2', 'Roux', 'Anne', ''],
    ]),
  ).toEqual([undefined, 'lastName', 'firstName', 'phone'])
  expect(missingColumns(['lastName', 'phone'])).toEqual(['firstName'])
  expect(missingColumns(['lastFirst'])).toEqual([])
})
