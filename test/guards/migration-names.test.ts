import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const SCRIPT = resolve('scripts/check-migrations.mjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'divan-migrations-'))
  mkdirSync(join(folder, 'src/db/migrations'), { recursive: true })
  write('0008-indexes.sql', 'select 8')
  write('2026-11-30-due.sql', 'select 9')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a new migration sorts after all on main', () => {
  commitMain()
  write('2026-11-30-file.sql')
  expect(check()).toEqual({ passed: true, said: '' })
  write('2026-11-29-link.sql')
  expect(check()).toEqual({
    passed: false,
    said: expect.stringMatching(/2026-11-29-link\.sql: sorts before/),
  })
})

test('one that is on main is not changed', () => {
  commitMain()
  write('2026-11-30-due.sql', 'select 10')
  expect(check()).toEqual({ passed: false, said: expect.stringMatching(/2026-11-30-due\.sql: was changed/) })
})

test.each(['0009-next.sql', 'due.sql', '2026-13-01-due.sql', '2026-12-01.sql', '2026-12-01-Due.sql'])(
  'a name like %s is refused',
  (name) => {
    commitMain()
    write(name)
    expect(check().said).toContain(`${name}: not named <date>-<name>.sql`)
  },
)

test('without git the comparison is skipped, and said to be', () => {
  expect(check()).toEqual({ passed: true, said: expect.stringMatching(/^skipped: there is no git/) })
  renameSync(
    join(folder, 'src/db/migrations/0008-indexes.sql'),
    join(folder, 'src/db/migrations/indexes.sql'),
  )
  expect(check().passed).toBe(false)
})

function write(name: string, sql = 'select 1'): void {
  writeFileSync(join(folder, 'src/db/migrations', name), sql)
}

function commitMain(): void {
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=t', '-c', 'user.email=t@divan.test', 'commit', '--quiet', '--message=main')
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', env: environment() })
  expect(status, stderr).toBe(0)
}

function check(): { passed: boolean; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
  })
  return { passed: status === 0, said: stderr }
}

/** Neither the machine's settings nor a repository around this one have a say. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: folder, GIT_CEILING_DIRECTORIES: tmpdir() }
}
