// Migrations run in the order of their names, on databases where those of main have run: a new one is named by date
// (`2026-11-30-due.sql`), sorts after all on main, and none of main's is changed.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

const FOLDER = 'src/db/migrations'
/** The numbered ones are closed: whoever works apart would take the same next number. */
const LAST_NUMBERED = '0008'
const NAME = /^(?:(\d{4}-\d{2}-\d{2})|(\d{4}))-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/

const names = readdirSync(FOLDER).toSorted()
const faults = names
  .filter((name) => !isNamedWell(name))
  .map((name) => `${name}: not named <date>-<name>.sql`)
const mains = ['main', 'origin/main'].filter(
  (ref) => git('rev-parse', '--verify', '--quiet', ref) !== undefined,
)
for (const main of mains) faults.push(...compareWith(main))
for (const fault of new Set(faults)) console.error(fault)
if (mains.length === 0) console.error('skipped: there is no git, or no main, to compare the migrations with')
process.exit(faults.length === 0 ? 0 : 1)

function isNamedWell(name) {
  const [, date, number] = NAME.exec(name) ?? []
  if (number !== undefined) return number <= LAST_NUMBERED
  return date !== undefined && !Number.isNaN(Date.parse(`${date}T00:00:00Z`))
}

function compareWith(main) {
  const there =
    git('ls-tree', '--name-only', `${main}:${FOLDER}`)?.split('\n').filter(Boolean).toSorted() ?? []
  const last = there.at(-1) ?? ''
  const fresh = names.filter((name) => !there.includes(name) && name < last)
  const changed = names.filter(
    (name) =>
      there.includes(name) &&
      git('show', `${main}:${FOLDER}/${name}`) !== readFileSync(`${FOLDER}/${name}`, 'utf8'),
  )
  return [
    ...fresh.map((name) => `${name}: sorts before ${last}, which is on ${main}; name it after`),
    ...changed.map((name) => `${name}: was changed, and has run wherever ${main} did; write another one`),
  ]
}

/** What git says, undefined where there is no git or no such thing. */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return status === 0 ? stdout : undefined
}
