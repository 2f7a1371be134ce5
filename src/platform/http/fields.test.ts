import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import {
  checkbox,
  civilDate,
  id,
  ids,
  line,
  optionalId,
  requiredNumber,
  version,
  wholeNumber,
} from './fields.ts'
import { idOf, versionOf } from './params.ts'
import { NotFound } from './problem.ts'
import { validate } from './validate.ts'

const one = newId()
const other = newId()

function refusals(schema: z.ZodType, values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    const read = validate(schema, value, 'en')
    return read.ok ? { taken: read.value } : read.errors[0]?.message
  })
}

test('a box is ticked by what browsers and clients send for it, and by nothing else', () => {
  for (const ticked of [true, 'true', 'on', '1']) expect(checkbox.parse(ticked), String(ticked)).toBe(true)
  for (const not of [undefined, null, false, '', '0', 'off', 'false', 1, 'yes'])
    expect(checkbox.parse(not), String(not)).toBe(false)
})

test('a version is a whole number from 0, in digits or as a number', () => {
  expect([0, '0', 7, ' 7 '].map((value) => version.parse(value))).toEqual([0, 0, 7, 7])
  const invalid = 'This value is not valid.'
  expect(refusals(version, ['', undefined])).toEqual(['This field is needed.', 'This field is needed.'])
  expect(refusals(version, ['seven', '1e3', '0x10', 1.5, true])).toEqual([
    invalid,
    invalid,
    invalid,
    invalid,
    invalid,
  ])
  expect(refusals(version, ['-1', -1])).toEqual([
    'The value must be at least 0.',
    'The value must be at least 0.',
  ])
})

test('a number left empty is none where it may be, and asked for where it must be', () => {
  expect(['', null, undefined, '15', 15].map((value) => wholeNumber(5, 720).parse(value))).toEqual([
    undefined,
    undefined,
    undefined,
    15,
    15,
  ])
  expect(refusals(wholeNumber(5, 720), ['4'])).toEqual(['The value must be at least 5.'])
  expect(refusals(requiredNumber(5, 720), [''])).toEqual(['This field is needed.'])
})

describe('ids', () => {
  test('one that is none is refused in one way', () => {
    expect(id.parse(one)).toBe(one)
    const told = refusals(id, ['x', one.toUpperCase()])
    expect(new Set([...told, ...refusals(optionalId, ['x']), ...refusals(ids, [['x']])])).toEqual(
      new Set(['This record does not exist.']),
    )
  })

  test('left empty, an optional one is none; of several the empty ones are', () => {
    expect(['', null, undefined].map((value) => optionalId.parse(value))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([undefined, '', one, [one, '', other]].map((value) => ids.parse(value))).toEqual([
      [],
      [],
      [one],
      [one, other],
    ])
  })

  test('of an address: what is none is not there', () => {
    expect(idOf({ id: one })).toBe(one)
    expect(idOf({ id: one, draftId: other }, 'draftId')).toBe(other)
    for (const params of [{}, { id: '' }, { id: 'nouveau' }, { id: one.toUpperCase() }])
      expect(() => idOf(params)).toThrow(NotFound)
  })
})

test('a version of an address is from 1; what is none is not there', () => {
  expect(versionOf({ version: '12' })).toBe(12)
  expect(versionOf({ n: '3' }, 'n')).toBe(3)
  for (const typed of ['0', '', '1.5', 'x', '-1', '01'])
    expect(() => versionOf({ version: typed })).toThrow(NotFound)
})

test('a line is cleaned before it is measured, and must leave something', () => {
  expect(line(5).parse('  a\tb  ')).toBe('a b')
  expect(refusals(line(5), ['   '])).toEqual(['This field is needed.'])
  expect(line(5).safeParse('abcdef').success).toBe(false)
})

test('a day is read as it is typed; one that is none is refused as a date', () => {
  expect(civilDate.parse('24/11/2026').toString()).toBe('2026-11-24')
  expect(civilDate.parse('2026-11-24').toString()).toBe('2026-11-24')
  expect(refusals(civilDate, ['31/02/2026', ''])[1]).toBe('This field is needed.')
  expect(civilDate.safeParse('31/02/2026').success).toBe(false)
})
