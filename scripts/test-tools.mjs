// Real programs that tests run against: found, else installed where that may be done, else named.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** `without` says what becomes of the tests where it cannot be had; under CI that is never accepted. */
const TOOLS = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    elsewhere: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    setting: 'DIVAN_CHROMIUM',
    download: 'chromium',
    packages: ['chromium'],
    without: 'fail',
  },
  { name: 'pdftotext', commands: ['pdftotext'], packages: ['poppler-utils'], without: 'are skipped' },
  { name: 'ps', commands: ['ps'], packages: ['procps'], without: 'are skipped' },
]

/** Puts where each tool is into its setting; ends the run where one that it cannot do without is missing. */
export function provideTools() {
  const absent = TOOLS.filter((tool) => !locate(tool))
  if (absent.length > 0) {
    console.log(`Not here, installing for the tests: ${absent.map((tool) => tool.name).join(', ')}.`)
    install(absent)
  }
  const missing = TOOLS.filter((tool) => !locate(tool))
  for (const { name, packages, setting, without } of missing) {
    const named = setting ? `, or name it in ${setting}` : ''
    console.error(`${name} is missing: its tests ${without}. Install it (${packages.join(' ')})${named}.`)
  }
  const isFatal = missing.some((tool) => tool.without === 'fail' || process.env.CI)
  if (isFatal) process.exit(1)
  for (const tool of TOOLS) if (tool.setting) process.env[tool.setting] = locate(tool)
}

function locate({ commands, elsewhere = [], setting, download }) {
  const named = setting && process.env[setting]
  if (named) return named
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .concat(elsewhere, download ? (downloadedPath(download) ?? []) : [])
    .find((path) => existsSync(path))
}

/** Debian's packages as root; a browser otherwise from Playwright. */
function install(tools) {
  const isDebian = spawnSync('apt-get', ['--version']).status === 0
  if (isDebian && process.getuid?.() === 0) {
    const packages = tools.flatMap((tool) => tool.packages)
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
  }
  for (const tool of tools) {
    if (!tool.download || locate(tool)) continue
    spawnSync('node', [playwright, 'install', tool.download], { stdio: 'ignore', timeout: 300_000 })
  }
}

function apt(...args) {
  spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

const playwright = join('node_modules', 'playwright-core', 'cli.js')

function downloadedPath(browser) {
  const script = `console.log(require('playwright-core').${browser}.executablePath())`
  const path = spawnSync('node', ['-e', script], { encoding: 'utf8' }).stdout?.trim()
  return path ? path : undefined
}
