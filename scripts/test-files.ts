import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const DATABASE = join('test', 'database.ts')
const BROWSERS = [join('test', 'browser.ts'), join('test', 'compat', 'chromium65.ts')]

/** Every test file, by its path from the project's root. */
export function allTestFiles(): string[] {
  return globSync('{src,test,bench}/**/*.test.{ts,tsx}').sort()
}

/**
 * The test files that hold SQL, which every supported PostgreSQL runs: those that reach the database of
 * test/database.ts by their imports, or ask for its server themselves, so that none has to say so and none can forget to. Those that start a browser
 * are left out: the pages they open are drawn on every PostgreSQL by test/journeys/markup.test.ts.
 */
export function filesWithSql(): string[] {
  return allTestFiles().filter((file) => {
    const reached = reachedFrom(file)
    const asksForServer = reached.has(DATABASE) || /\binject\('cluster'\)/.test(readFileSync(file, 'utf8'))
    return asksForServer && !BROWSERS.some((browser) => reached.has(browser))
  })
}

/** The files of test/ that a file stands on, itself included. */
function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/\bfrom '([^']+)'/g)) {
    const path = specifier.startsWith('#test/')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? join(dirname(file), specifier)
        : ''
    if (path.startsWith(join('test', ''))) reachedFrom(join(path), seen)
  }
  return seen
}
