import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { iconNames } from './icon-names.ts'

it('lists the icons that pages draw, and no other: every first visit fetches them all', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/icon-names|showcase|styles-page|\.test\./.test(file))
    .map((file) => readFileSync(join('src', file), 'utf8'))
  const isNamed = (name: string) =>
    sources.some((source) => source.includes(`'${name}'`) || source.includes(`"${name}"`))
  expect(iconNames.filter((name) => !isNamed(name))).toEqual([])
})
