import { expect, test } from 'vitest'

import { isId, newId } from './ids.ts'

test('ids are unique, of version 7, and sort by creation', () => {
  const ids = Array.from({ length: 2000 }, newId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true)
  expect([...ids].sort()).toEqual(ids)
})

test('nothing else is an id', () => {
  const id = newId()
  for (const value of [
    '',
    '12',
    `${id} `,
    id.toUpperCase(),
    id.replace(/-/g, ''),
    `${id}'--`,
    12,
    null,
    undefined,
  ]) {
    expect(isId(value)).toBe(false)
  }
})
