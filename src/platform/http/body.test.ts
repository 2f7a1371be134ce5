import { Hono } from 'hono'
import { describe, expect, test, vi } from 'vitest'
import { MAX_FIELDS, nest, readBody } from './body.ts'
import { BadRequest } from './problem.ts'

const typed = (entries: Record<string, string[]>) => new Map(Object.entries(entries))

test('dotted names nest, numbered ones make lists, repeated ones make lists', () => {
  expect(
    nest(
      typed({
        'lines.1.label': ['b'],
        'lines.0.label': ['a'],
        'address.city': ['Lyon'],
        phones: ['1', '2'],
        'tags[]': ['one'],
        name: ['x'],
      }),
    ),
  ).toEqual({
    lines: [{ label: 'a' }, { label: 'b' }],
    address: { city: 'Lyon' },
    phones: ['1', '2'],
    tags: ['one'],
    name: 'x',
  })
})

test('prototypes, depths and indexes stay out of reach', () => {
  const result = nest(
    typed({ '__proto__.polluted': ['1'], 'a.constructor.b': ['1'], 'x.9999.y': ['1'], 'a.b.c.d.e': ['1'] }),
  )
  expect(result).toEqual({})
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})

test('a name used both as a value and as a group keeps the group', () => {
  expect(nest(typed({ a: ['1'], 'a.b': ['2'] }))).toEqual({ a: { b: '2' } })
})

test('a name used both as a list and as a group keeps the group, and the list its length', () => {
  const values = ['1', '2']
  expect(nest(typed({ a: values, 'a.length': ['4294967295'] }))).toEqual({ a: { length: '4294967295' } })
  expect(values).toEqual(['1', '2'])
})

describe('a form of many fields', () => {
  const door = new Hono()
  door.post('/', async (c) => c.json((await readBody(c)).input as object))
  door.onError((error, c) => {
    if (!(error instanceof BadRequest)) throw error
    return c.text(error.message, error.status)
  })
  const send = (body: string, type: string) =>
    door.request('/', { method: 'POST', body, headers: { 'content-type': type } })

  const URLENCODED = 'application/x-www-form-urlencoded'
  const BOUNDARY = '----divan-boundary-of-a-test'
  const multipart = (parts: number): string =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n`.repeat(parts)

  test('is read up to the limit', async () => {
    const expected = { a: Array.from({ length: MAX_FIELDS }, () => '1') }
    const urlencoded = await send(Array.from({ length: MAX_FIELDS }, () => 'a=1').join('&'), URLENCODED)
    expect(await urlencoded.json()).toEqual(expected)
    const parts = await send(
      `${multipart(MAX_FIELDS)}--${BOUNDARY}--\r\n`,
      `multipart/form-data; boundary=${BOUNDARY}`,
    )
    expect(await parts.json()).toEqual(expected)
  })

  test('is refused beyond it before it is parsed, however many there are', async () => {
    const parse = vi.spyOn(globalThis, 'URLSearchParams')
    try {
      for (const fields of [MAX_FIELDS + 1, 500_000]) {
        const answer = await send('a&'.repeat(fields), URLENCODED)
        expect([answer.status, await answer.text()]).toEqual([
          413,
          'L’envoi compte plus de 3000 champs\u00a0: il n’a pas été lu.',
        ])
      }
      expect(parse).not.toHaveBeenCalled()
    } finally {
      parse.mockRestore()
    }
  })

  test.each([
    ['', `multipart/form-data; boundary=${BOUNDARY}`],
    [' with its boundary in quotes', `Multipart/Form-Data; charset=utf-8; Boundary="${BOUNDARY}"`],
  ])('is refused in parts too%s, though they never end', async (_name, type) => {
    // Never closed, it cannot be parsed: a few of them are unreadable, many are too many.
    expect((await send(multipart(3), type)).status).toBe(400)
    expect((await send(multipart(MAX_FIELDS + 2), type)).status).toBe(413)
  })

  test('of another type, or in parts without a boundary, is unreadable', async () => {
    expect((await send('a=1', 'text/plain')).status).toBe(400)
    expect((await send(multipart(1), 'multipart/form-data')).status).toBe(400)
  })
})
