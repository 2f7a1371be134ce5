import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const TYPE_MAPPING = {
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  time: 'Temporal.PlainTime',
  int8: 'number',
}

/** The text that src/db/types.generated.ts must have for this database. */
export async function generateTypes(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'divan-types-'))
  const file = join(folder, 'types.ts')
  try {
    await run('kysely-codegen', [
      '--dialect=postgres',
      '--camel-case',
      '--default-schema=public',
      '--exclude-pattern=(pgboss|migration).*',
      `--type-mapping=${JSON.stringify(TYPE_MAPPING)}`,
      `--url=${url}`,
      `--out-file=${file}`,
      '--log-level=error',
    ])
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}
