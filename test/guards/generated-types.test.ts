import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { generateTypes } from './generate-types.ts'

const FILE = 'src/db/types.generated.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** DIVAN_UPDATE_TYPES=1 writes the file instead of comparing it. */
test('the generated types are those of the migrated database', async () => {
  const { host, port, user, database: name } = database.owner
  const fresh = await generateTypes(`postgres://${user}@localhost:${port}/${name}?host=${host}`)
  if (process.env.DIVAN_UPDATE_TYPES) await writeFile(FILE, fresh)
  expect(await readFile(FILE, 'utf8')).toBe(fresh)
})
