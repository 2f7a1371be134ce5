import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedServer } from '#src/db/embedded/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { host: string; port: number; superuser: string }
  }
}

/**
 * One PostgreSQL for the whole run, thrown away afterwards. DIVAN_TEST_POSTGRES names another package
 * (`postgres-15-linux-x64`) to run the same tests on PostgreSQL 15.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'divan-test-'))
  const packageName = process.env.DIVAN_TEST_POSTGRES
  const server = await startEmbeddedServer({
    dataDir,
    fsync: false,
    settings: { max_connections: '120' },
    ...(packageName ? { packageName } : {}),
  })
  project.provide('cluster', { host: server.socketDir, port: server.port, superuser: server.superuser })
  return async () => {
    await server.stop('immediate')
    await rm(dataDir, { recursive: true, force: true })
  }
}
