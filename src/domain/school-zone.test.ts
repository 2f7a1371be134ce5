import { expect, test } from 'vitest'
import { SCHOOL_ZONES, schoolZoneOf } from './school-zone.ts'

test.each([
  ['69', 'A'],
  ['33', 'A'],
  ['13', 'B'],
  ['54', 'B'],
  ['67', 'B'],
  ['35', 'B'],
  ['75', 'C'],
  ['34', 'C'],
  ['31', 'C'],
  ['2A', 'corse'],
  ['978', 'guadeloupe'],
  ['974', 'reunion'],
])('%s is in zone %s', (department, zone) => {
  expect(schoolZoneOf(department)).toBe(zone)
})

test('every department of France has one zone', () => {
  const metropolitan = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0')).filter(
    (code) => code !== '20',
  )
  const codes = [...metropolitan, '2A', '2B', '971', '972', '973', '974', '976']
  expect(codes.filter((code) => !schoolZoneOf(code))).toEqual([])
  expect(new Set(codes.map((code) => schoolZoneOf(code))).size).toBe(SCHOOL_ZONES.length)
  expect([schoolZoneOf('975'), schoolZoneOf(null)]).toEqual([undefined, undefined])
})
