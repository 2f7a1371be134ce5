import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Feature, buildHouse } from '#src/platform/feature.ts'
import { iconNames } from '#src/ui/icon-names.ts'
import { features } from './index.ts'

const house = buildHouse(features)

describe('what the features bring', () => {
  test('each is named as its folder', () => {
    for (const { name } of features) expect(existsSync(`src/features/${name}/index.ts`), name).toBe(true)
  })

  test('the sidebar has nine entries at most, four of them tabs, in the order of the day', () => {
    const entries = house.navigation('fr').flatMap((group) => group.entries)
    expect(entries.map((entry) => entry.label)).toEqual([
      'Aujourd’hui',
      'Agenda',
      'Patients',
      'Factures',
      'Règlements',
      'Types de rendez-vous',
      'Horaires',
      'Paramètres',
    ])
    expect(entries.length).toBeLessThanOrEqual(9)
    expect(entries.filter((entry) => entry.tab)).toHaveLength(4)
    expect(house.navigation('en')[0]?.entries[0]?.label).toBe('Today')
  })

  test('icons are in the sprite, whatever brings them', () => {
    const icons = [
      ...house.navigation('fr').flatMap((group) => group.entries),
      ...house.settings,
      ...house.shortcuts,
    ]
    expect(icons.length).toBeGreaterThan(20)
    for (const { icon } of icons) expect(iconNames).toContain(icon)
  })

  test('two that bring the same are refused at start, not one of them hidden', () => {
    const entry = { group: 'day', order: 1, href: '/x', icon: 'x', label: { fr: 'x', en: 'x' } } as const
    const one: Feature = { name: 'one', navigation: [{ key: 'same', ...entry }] }
    expect(() => buildHouse([one, { ...one, name: 'two' }])).toThrow('"same"')
  })
})
