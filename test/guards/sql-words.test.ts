import { expect, test } from 'vitest'
import { findIn, readSources } from './sources.ts'

const code = readSources('.ts', '.tsx')
const all = [...code, ...readSources('.sql')]
const except = (...allowed: string[]) =>
  all.filter(({ path }) => !allowed.some((start) => path.startsWith(start)))

test('the sources are read', () => {
  expect(code.length).toBeGreaterThan(200)
  expect(all.length - code.length).toBeGreaterThan(4)
})

test('SQL asks no clock: "now" is an argument, and civil time is decided in the practice’s zone', () => {
  const clocks =
    /(?<![.\w])now\(\)|\bcurrent_(?:date|time|timestamp)\b|\blocaltime(?:stamp)?\b|\b(?:clock|statement|transaction)_timestamp\b|\bat\s+time\s+zone\b|'(?:now|today|tomorrow|yesterday)'::/
  // migrate.ts notes when a migration ran, which no rule ever reads.
  expect(findIn(except('src/db/migrate.ts', 'src/db/embedded/'), clocks)).toEqual([])
})

test('no setting outlives its transaction', () => {
  const lasting = /set_config\([^;]*?,\s*(?:false|f|off|'f')\s*\)|\bset\s+session\b|\bset\s+app\./
  expect(findIn(all, lasting)).toEqual([])
})

test('roles are entered in db/ alone', () => {
  const entering =
    /\b(?:re)?set\s+(?:local\s+|session\s+)?(?:role|session\s+authorization)\b|set_config\(\s*'role'/
  // prepare.ts makes the queue's tables at start-up, on a connection that then ends.
  expect(findIn(except('src/db/', 'src/platform/jobs/prepare.ts'), entering)).toEqual([])
})

test('markup is escaped: raw HTML is made in ui/ alone, and nowhere in the browser', () => {
  const raw =
    /dangerouslySetInnerHTML|['"]hono\/html['"]|(?<!sql\.|CompiledQuery\.)(?<!\w)raw\(|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/
  expect(findIn(except('src/ui/'), raw)).toEqual([])
  expect(findIn(all, /dangerouslySetInnerHTML|\bstyle=/)).toEqual([])
})

test('a time of one’s own is taken from the injected clock', () => {
  const clocks = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/
  const allowed = [
    // The clock itself.
    'src/platform/clock.ts',
    // Technical dates that no rule reads: of a log line, of a key file.
    'src/platform/log.ts',
    'src/platform/crypto/keyring.ts',
    'src/db/embedded/',
    'src/browser/',
  ]
  expect(findIn(except(...allowed), clocks)).toEqual([])
})
