import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRows, report, rowsOf } from './report.ts'

const figure = (name: string, measured: string) => ({
  name,
  measured,
  limit: '–',
  ratio: '–',
  goal: '–',
  reached: true,
})
const NAMES = ['agenda', 'drop', 'growth']

test('rows measured anew take the place of their own, renamed ones too, and of no others', () => {
  const before = report(
    NAMES,
    new Map(),
    new Map([
      ['agenda', rowsOf('agenda', [figure('week', '2 ms'), figure('page', '3 ms')])],
      ['growth', rowsOf('growth', [figure('with 100 practices', '4 ms')])],
    ]),
    'one machine',
  )
  const fresh = new Map([
    ['drop', rowsOf('drop', [figure('a drop', '1 ms')])],
    ['growth', rowsOf('growth', [figure('with 2,000 practices', '5 ms')])],
  ])
  const after = report(NAMES, readRows(before), fresh, 'another machine')
  expect(after.split('\n').filter((line) => /^\| [a-z]+ \| /.test(line))).toEqual([
    '| row | figure | measured | limit | ratio (spread) | goal | reached |',
    '| agenda | week | 2 ms | – | – | – | yes |',
    '| agenda | page | 3 ms | – | – | – | yes |',
    '| drop | a drop | 1 ms | – | – | – | yes |',
    '| growth | with 2,000 practices | 5 ms | – | – | – | yes |',
  ])
})

test('a document written again without a new row is the same', () => {
  const document = readFileSync('docs/PERFORMANCE.md', 'utf8')
  const machine = /`npm run bench` on (.*)\.\n/.exec(document)?.[1] ?? ''
  const rows = readRows(document)
  expect(report([...rows.keys()], rows, new Map(), machine)).toBe(document)
})
