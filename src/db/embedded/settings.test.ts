import { expect, test } from 'vitest'
import { renderSettings } from './settings.ts'

const usual = { cluster: '/d/cluster', socketDir: '/d/socket', fsync: true, extra: {} }

test('settings given come after ours and win', () => {
  const text = renderSettings({ ...usual, extra: { shared_buffers: '1GB' } })
  expect(text.match(/^shared_buffers = .*$/gm)).toEqual([`shared_buffers = '1GB'`])
})

test('quotes and backslashes stay inside their value', () => {
  const text = renderSettings({ ...usual, extra: { application_name: `it's \\ here` } })
  expect(text).toContain(`application_name = 'it''s \\\\ here'\n`)
})

test.each([
  [{ "work_mem = '1' #": '1' }, /not a PostgreSQL setting/],
  [{ work_mem: '1MB\nfsync = off' }, /cannot span lines/],
])('a setting that would smuggle in another is refused: %j', (extra, reason) => {
  expect(() => renderSettings({ ...usual, extra })).toThrow(reason)
})
