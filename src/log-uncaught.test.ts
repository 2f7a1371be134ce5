import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Runs a program of its own, which logs what nobody caught, and reads its log. */
function run(program: string): { status: number | null; stdout: string; log: object[] } {
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
  const source = `
    import { createLog } from ${module('platform/log.ts')}
    import { logUncaught } from ${module('log-uncaught.ts')}
    logUncaught(createLog())
    setTimeout(() => console.log('alive'), 50)
    ${program}`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module-typescript', '-e', source],
    { encoding: 'utf8' },
  )
  const lines = stderr.split('\n').filter((line) => line !== '')
  return { status, stdout, log: lines.map((line) => JSON.parse(line) as object) }
}

test('a rejection that nobody waited for is logged, and the process goes on', () => {
  const { status, stdout, log } = run(`
    void Promise.reject(Object.assign(new TypeError('Zarathoustra'), { code: 'EFBIG' }))
    void Promise.reject('Zarathoustra')`)
  expect([stdout, status]).toEqual(['alive\n', 0])
  expect(log).toMatchObject([
    { level: 'error', event: 'process.rejection', error: 'TypeError', code: 'EFBIG' },
    { level: 'error', event: 'process.rejection', error: 'string' },
  ])
  expect(JSON.stringify(log)).not.toContain('Zarathoustra')
})

test('an exception that nobody caught is logged, and ends the process', () => {
  const { status, stdout, log } = run(`setImmediate(() => { throw new RangeError('half way') })`)
  expect([stdout, status]).toEqual(['', 1])
  expect(log).toMatchObject([{ level: 'error', event: 'process.exception', error: 'RangeError' }])
})
