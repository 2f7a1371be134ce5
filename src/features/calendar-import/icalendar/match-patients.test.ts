import { expect, test } from 'vitest'

import { createPatientMatcher } from './match-patients.ts'

const patient = (id: string, firstName: string, lastName: string) => ({ id, firstName, lastName })
const match = createPatientMatcher([
  patient('goff', 'Naïm', 'Le Goff'),
  patient('tour', 'Emma', 'De-La-Tour'),
  patient('neil', 'Gaël', "O'Neil"),
  patient('soeur', 'Théo', 'Sœur'),
  patient('soeur2', 'Théo', 'Soeur'),
  patient('petit', 'Marie', 'Petit'),
  patient('petit2', 'Marc', 'Petit'),
  patient('li', '李', '小龙'),
  patient('lost', 'Minh', '?ukaszewski'),
])
const sure = (patientId: string) => ({ kind: 'one', patientId, sure: true })
const unsure = (patientId: string) => ({ kind: 'one', patientId, sure: false })

test.each([
  ['Naïm Le Goff', sure('goff')],
  ['LE GOFF naim', sure('goff')],
  ['RDV Naïm Le Goff', sure('goff')],
  ['Naïm Le Goff (décalé)', sure('goff')],
  ['Naïm Le Goff - bilan', sure('goff')],
  ['1er RDV Naïm Le Goff, visio', sure('goff')],
  ['Le Goff, Naïm : 2e séance à confirmer', sure('goff')],
  ['RDV Emma De-La-Tour', sure('tour')],
  ['Emma de la Tour', sure('tour')],
  ['Gaël O’Neil', sure('neil')],
  ['李 小龙', sure('li')],
  ['Minh Łukaszewski - bilan', sure('lost')],
  ['Déjeuner avec Naïm Le Goff', unsure('goff')],
  ['Anne Marie Petit', unsure('petit')],
  ['N. Le Goff', unsure('goff')],
  ['Naïm L.', unsure('goff')],
  ['RDV M. Petit', { kind: 'several', patientIds: ['petit', 'petit2'] }],
  ['Sœur Théo', { kind: 'several', patientIds: ['soeur', 'soeur2'] }],
  ['Marie Petit et Marc Petit', { kind: 'several', patientIds: ['petit', 'petit2'] }],
  ['Déjeuner', { kind: 'none' }],
  ['Le Goff', unsure('goff')],
  ['RDV Le Goff', unsure('goff')],
  ['Petit - bilan', { kind: 'several', patientIds: ['petit', 'petit2'] }],
  ['Petit marché', { kind: 'none' }],
  ['Naïm', { kind: 'none' }],
  ['', { kind: 'none' }],
])('%s', (summary, expected) => expect(match(summary)).toEqual(expected))
