// `npm test`: a browser where there is none, the static checks, then every test. Arguments go to Vitest.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const chosen = process.argv.slice(2)
process.env.DIVAN_CHROMIUM ||= findChromium() ?? installChromium()

if (chosen.length === 0) run('node', ['scripts/check.mjs'])
run('vitest', ['run', ...chosen])
// The same actions on the oldest PostgreSQL that is supported, where its binaries exist for this platform.
if (chosen.length === 0 && existsSync('node_modules/postgres-15-linux-x64')) {
  run('vitest', ['run', 'src/db', 'src/platform', 'src/features', 'test/guards'], {
    DIVAN_TEST_POSTGRES: 'postgres-15-linux-x64',
  })
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

function findChromium() {
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => join(folder, name)))
    .concat('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    .find((path) => existsSync(path))
}

/** Playwright's own download, else Debian's package. */
function installChromium() {
  console.log('No Chromium here: installing one for the browser tests.')
  const cli = join('node_modules', 'playwright-core', 'cli.js')
  const download = spawnSync('node', [cli, 'install', '--with-deps', 'chromium'], {
    stdio: 'ignore',
    timeout: 300_000,
  })
  if (download.status === 0) {
    const listed = spawnSync(
      'node',
      ['-e', "console.log(require('playwright-core').chromium.executablePath())"],
      { encoding: 'utf8' },
    )
    const path = listed.stdout.trim()
    if (existsSync(path)) return path
  }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const found = findChromium()
  if (found) return found
  console.error(
    'No Chromium could be installed: install one and run npm test again, or name it in DIVAN_CHROMIUM.',
  )
  process.exit(1)
}
