import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedServer } from '#src/db/embedded/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: {
      host: string
      port: number
      superuser: string
      /** Of the template that every test's database is copied from (test/template.ts). */
      templateFolder: string
    }
  }
}

/**
 * One PostgreSQL for the whole run, thrown away afterwards. DIVAN_TEST_POSTGRES names another package
 * (`postgres-15-linux-x64`) to run the same tests on PostgreSQL 15.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'divan-test-'))
  const templateFolder = join(folder, 'template')
  await mkdir(templateFolder)
  const packageName = process.env.DIVAN_TEST_POSTGRES
  const server = await startEmbeddedServer({
    dataDir: join(folder, 'database'),
    fsync: false,
    settings: { max_connections: '120' },
    ...(packageName ? { packageName } : {}),
  })
  project.provide('cluster', {
    host: server.socketDir,
    port: server.port,
    superuser: server.superuser,
    templateFolder,
  })
  // Watching: what changed may be a migration, or what a new practice begins with.
  project.onTestsRerun(async () => {
    await rm(templateFolder, { recursive: true })
    await mkdir(templateFolder)
  })
  return async () => {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true })
  }
}
