import { describe, expect, test } from 'vitest'
import { knownNamesOf } from './looks-like-person.ts'
import { readNewName } from './new-patient-name.ts'

const known = knownNamesOf([
  { firstName: 'Loïc', lastName: 'Gonçalves' },
  { firstName: 'Jules', lastName: 'Lemaître' },
  { firstName: 'Anaïs', lastName: 'Petit' },
])
const once = (...titles: readonly string[]) => titles.map((title) => ({ title, count: 1 }))

describe('a new name from a title', () => {
  test.each([
    ['RDV Jean Dupont - bilan', 'Jean', 'Dupont'],
    ['Jean Dupont (décalé)', 'Jean', 'Dupont'],
    ['DUPONT Marie Claire', 'Marie Claire', 'DUPONT'],
    ['Marie DE LA TOUR', 'Marie', 'DE LA TOUR'],
    ['Dupont, Marie : 2e séance', 'Marie', 'Dupont'],
    ['Ângela-Zoë O’Neil', 'Ângela-Zoë', 'O’Neil'],
    ['Le Goff Gaël', 'Gaël', 'Le Goff'],
    ['李', '', '李'],
    ['M. Le Goff', '', 'Le Goff'],
    ['=cmd()', '', '=cmd()'],
    ['', '', ''],
  ])('%s', (title, firstName, lastName) => {
    expect(readNewName(once(title))).toEqual({ firstName, lastName })
  })
})

describe('one name in both orders', () => {
  test('is read by the names of known patients, however often each order is written', () => {
    const lemaitre = [...once('Loïc Lemaître - bilan'), { title: 'Lemaître Loïc', count: 30 }]
    expect(readNewName(lemaitre, known)).toEqual({ firstName: 'Loïc', lastName: 'Lemaître' })
    expect(readNewName(once('François Anaïs'), known)).toEqual({ firstName: 'Anaïs', lastName: 'François' })
  })

  test('is read as it is written most often where nobody is known', () => {
    const titles = [...once('François Anaïs'), { title: 'RDV Anaïs François', count: 12 }]
    expect(readNewName(titles)).toEqual({ firstName: 'Anaïs', lastName: 'François' })
  })
})
