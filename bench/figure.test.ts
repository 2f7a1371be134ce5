import { expect, test } from 'vitest'
import { warmUp } from './figure.ts'
import { millisecondsBetween } from './processes.ts'

const rounds = (...values: number[]) => {
  let at = 0
  return async () => values[Math.min(at++, values.length - 1)] ?? 0
}

test('rounds are warm when two neighbours agree within 5 %', async () => {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  expect(await warmUp(rounds(3.4, 2.9, 2.5, 2.45), say)).toBe(4)
  expect(await warmUp(rounds(100, 105, 110), say)).toBe(2)
  expect(await warmUp(rounds(100, 106, 112, 119, 119), say)).toBe(5)
  expect(said).toEqual([])
})

test('where they never agree it goes on, and says so', async () => {
  const said: string[] = []
  const unquiet = rounds(...Array.from({ length: 40 }, (_, at) => 1 + (at % 2)))
  expect(await warmUp(unquiet, (line) => said.push(line))).toBe(10)
  expect(said).toEqual([expect.stringContaining('not quiet')])
})

test('a thread that began between two readings counts whole, one that ended not at all', () => {
  const before = new Map([
    [1, 5_000_000],
    [2, 90_000_000],
  ])
  const after = new Map([
    [1, 7_000_000],
    [3, 500_000],
  ])
  expect(millisecondsBetween(before, after)).toBe(2.5)
})
