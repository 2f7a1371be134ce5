// The one entry of every npm script. It runs on whatever Node the machine has (20 or newer),
// installs and builds what is missing, then hands over to the Node 26 that npm brought along.
import { spawnSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const [mode, ...rest] = process.argv.slice(2)

process.chdir(root)
process.env.PATH = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`

// Left to itself, Node lets garbage grow to three times what a practice's server holds, and keeps those pages: some
// 300 MB after a busy hour, 180 with these. Collecting early costs it nothing that can be measured.
const MEMORY_FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=20']
const MEMORY_SETTINGS = { MALLOC_ARENA_MAX: '2' }

const modes = {
  start: () => (ensureBuilt(), serve(['start', ...rest])),
  demo: () => (ensureBuilt(), serve(['demo', ...rest])),
  command: () => (ensureBuilt(), serve(rest)),
  build: () => ensureBuilt(),
  dev: () => run('vite', ['--config', 'vite.dev.config.ts', ...rest]),
  check: () => run(node(), ['scripts/check.mjs', ...rest]),
  test: () => (ensureBuilt(), run(node(), ['scripts/test.mjs', ...rest])),
  bench: () => (ensureBuilt(), run(node(), ['bench/main.ts', ...rest])),
}

if (!Object.hasOwn(modes, mode)) fail(`unknown mode "${mode}": one of ${Object.keys(modes).join(', ')}`)
ensureInstalled()
await modes[mode]()

function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.divan-installed')
  const wanted =
    hash([join(root, 'package.json'), join(root, 'package-lock.json')]) + process.platform + process.arch
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // Development packages are needed even in production: the build runs on the machine itself. The versions
  // are the lock file's; `npm ci` would refuse a registry that lacks another platform's optional binaries.
  run('npm', [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  writeFileSync(stamp, wanted)
}

function ensureBuilt() {
  const stamp = join(root, 'dist', '.built')
  const wanted = hash([
    ...filesBelow(join(root, 'src')),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  run('vite', ['build', '--logLevel', 'warn'])
  run('vite', ['build', '--ssr', '--logLevel', 'warn'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Becomes the built server, where the system lets a process do so on the right Node; else runs it as a child. */
function serve(args) {
  const entry = join(root, 'dist', 'server', 'main.js')
  const argv = [...MEMORY_FLAGS, '--enable-source-maps', entry, ...args]
  const env = { ...MEMORY_SETTINGS, ...process.env }
  if (Number(process.versions.node.split('.')[0]) >= 26 && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...argv], env)
  const child = spawn(node(), argv, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

function node() {
  return join(bin, process.platform === 'win32' ? 'node.exe' : 'node')
}

function run(command, args) {
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.error) fail(`${command}: ${done.error.message}`)
  if (done.status !== 0) process.exit(done.status ?? 1)
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function hash(files) {
  const sum = createHash('sha256')
  for (const file of files)
    sum.update(file.slice(root.length)).update(existsSync(file) ? readFileSync(file) : '')
  return sum.digest('hex')
}

function fail(message) {
  console.error(`divan: ${message}`)
  process.exit(1)
}
