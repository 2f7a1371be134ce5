import { join } from 'node:path'
import { readConfig } from '#src/config.ts'
import { openDatabase } from '#src/db/database.ts'
import { openKeyring } from '#src/platform/crypto/keyring.ts'
import { masterKeyFromText } from '#src/platform/crypto/master-key.ts'
import { type Jobs, type JobsOptions, startJobs } from '#src/platform/jobs/jobs.ts'
import { createLog } from '#src/platform/log.ts'
import type { Platform } from '#src/platform/platform.ts'
import { localStorage } from '#src/platform/files/local.ts'
import type { TestDatabase } from './database.ts'

export interface TestPlatformOptions {
  connection: TestDatabase['login']
  /** Holds the keyring and the files. */
  folder: string
  masterKey: string
  clock: () => Temporal.Instant
  onLogLine?: (line: string) => void
  onStatement?: (sql: string) => void
}

/** A platform of real parts, on a database and a folder of its own. */
export function openTestPlatform(options: TestPlatformOptions): Platform & { close(): Promise<void> } {
  const { connection, folder } = options
  const log = createLog(options.onLogLine ?? (() => {}))
  const db = openDatabase({ connection, observe: options.onStatement ?? (() => {}) })
  const jobs = jobsWhenWanted({ connection, log })
  return {
    config: readConfig({ DIVAN_DATA_DIR: folder }),
    db,
    clock: options.clock,
    keyring: openKeyring(join(folder, 'keyring'), masterKeyFromText(options.masterKey)),
    storage: localStorage(join(folder, 'files')),
    jobs,
    log,
    close: async () => {
      await jobs.stop()
      await db.close()
    },
  }
}

/** Most tests have no job: pg-boss, its three connections and its timers start with the first one. */
function jobsWhenWanted(options: JobsOptions): Jobs {
  let started: Promise<Jobs> | undefined
  const jobs = (): Promise<Jobs> => (started ??= startJobs(options))
  return {
    enqueue: async (...job) => (await jobs()).enqueue(...job),
    work: async (handlers) => (await jobs()).work(handlers),
    stop: async () => (await started)?.stop(),
  }
}
