import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allTestFiles, filesWithSql } from '../../scripts/test-files.ts'

/** They start servers of their own, of the PostgreSQL that is shipped. */
const OWN_SERVERS = /^(src\/db\/embedded|test\/(server|crash|compat|journeys))\//

test('every test that speaks to a database runs on every supported PostgreSQL', () => {
  const chosen = filesWithSql()
  expect(chosen).toContain('src/db/migrate.test.ts')
  expect(chosen).toContain('src/features/billing/numbering.test.ts')
  expect(chosen).toContain('test/journeys/markup.test.ts')
  expect(chosen).not.toContain('src/domain/money.test.ts')
  const escaped = allTestFiles()
    .filter((file) => !chosen.includes(file) && !OWN_SERVERS.test(file))
    .filter((file) =>
      /asOwner\(|openDatabase\(|pg\.(Client|Pool)\(|\.execute\(/.test(readFileSync(file, 'utf8')),
    )
  expect(escaped).toEqual([])
})
