// The static checks, all of them even when one fails, so that one run tells everything.
import { spawnSync } from 'node:child_process'

const checks = [
  ['oxfmt', ['--check', '.']],
  ['oxlint', ['--deny-warnings']],
  ['tsc', ['-p', '.']],
  ['tsc', ['-p', 'src/browser']],
  ['node', ['scripts/check-imports.mjs']],
  ['node', ['scripts/check-migrations.mjs']],
  ['knip', ['--no-progress']],
]

let failed = 0
for (const [command, args] of checks) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const passed = status === 0
  console.log(
    `${passed ? 'ok    ' : 'FAILED'} ${command} ${args.join(' ')} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  )
  if (!passed) failed++
  // A check that could not look says so, even where it finds nothing.
  if (!passed || stderr.includes('skipped')) console.log(`${stdout}${stderr}`)
}
process.exit(failed === 0 ? 0 : 1)
