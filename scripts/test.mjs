// `npm test`: the static checks, every test, then those that hold SQL on the oldest PostgreSQL that is supported.
// Arguments go to Vitest: with names of files or folders it runs those alone; `--shard=1/3` runs a third of everything.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { filesWithSql } from './test-files.ts'
import { provideTools } from './test-tools.mjs'

const OLDEST_POSTGRES = 'postgres-15-linux-x64'

const chosen = process.argv.slice(2)
const isWhole = chosen.every((argument) => argument.startsWith('--shard='))
provideTools()
if (chosen.length === 0 || chosen.some((argument) => argument.startsWith('--shard=1/')))
  run('node', ['scripts/check.mjs'])
run('vitest', ['run', ...chosen])
// Its binaries exist for this platform alone.
if (isWhole && existsSync(`node_modules/${OLDEST_POSTGRES}`))
  run('vitest', ['run', ...filesWithSql(), ...chosen], { DIVAN_TEST_POSTGRES: OLDEST_POSTGRES })

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}
