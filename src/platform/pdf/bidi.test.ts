import { expect, test } from 'vitest'
import { isolate, orderVisually, orient, orientLines } from './bidi.ts'

const levels = (line: ReturnType<typeof orient>) =>
  typeof line === 'string' ? line : [...line.levels].join('')

test('text that goes from left to right is left as it is', () => {
  expect(orient('Ângela-Zoë 李 👩‍👧')).toBe('Ângela-Zoë 李 👩‍👧')
  expect(isolate('O’Neil')).toBe('O’Neil')
  expect(orientLines('un deux', ['un', 'deux'])).toEqual(['un', 'deux'])
})

test('figures within Hebrew, and a picture, keep their place in it', () => {
  expect(levels(orient('a אב 12 ג'))).toBe('001112211')
  expect(levels(orient('א👍ב'))).toBe('1111')
})

test('what was stored changes nothing around it', () => {
  expect(levels(orient(`a ${isolate('\u202eb')} c`))).toBe('0002000')
  // The name takes its own direction; without the isolate, "· 12" would be drawn into it.
  expect(levels(orient(`${isolate('אב!')}· 12`))).toBe('011100000')
  expect(levels(orient('\u202eabc'))).toBe('0000')
})

test('each line keeps the directions it has in the whole text', () => {
  // Alone, the figures that begin the second line would stand from left to right.
  const [first, second] = orientLines('a אב 12 ג', ['a אב', '12 ג'])
  expect([levels(first ?? ''), levels(second ?? '')]).toEqual(['0011', '2211'])
})

test('runs are turned round from the innermost out', () => {
  const runs = [0, 1, 2, 1, 0].map((level, index) => ({ level, name: 'abcde'.charAt(index) }))
  expect(orderVisually(runs).map((run) => run.name)).toEqual(['a', 'd', 'c', 'b', 'e'])
})
