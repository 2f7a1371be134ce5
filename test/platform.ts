import { join } from 'node:path'
import { readConfig } from '#src/config.ts'
import { openDatabase } from '#src/db/database.ts'
import { features as allFeatures } from '#src/features/index.ts'
import { openKeyring } from '#src/platform/crypto/keyring.ts'
import { masterKeyFromText } from '#src/platform/crypto/master-key.ts'
import { openDue } from '#src/platform/due/due.ts'
import { type Feature, buildHouse, dueKindsOf } from '#src/platform/feature.ts'
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
  /** Those of the product unless told. */
  features?: readonly Feature[]
  onLogLine?: (line: string) => void
  onStatement?: (sql: string) => void
}

/** A platform of real parts, on a database and a folder of its own. What becomes due waits for a worker. */
export function openTestPlatform(options: TestPlatformOptions): Platform & { close(): Promise<void> } {
  const { connection, folder, features = allFeatures } = options
  const log = createLog(options.onLogLine ?? (() => {}))
  const db = openDatabase({ connection, observe: options.onStatement ?? (() => {}) })
  return {
    config: readConfig({ DIVAN_DATA_DIR: folder }),
    db,
    clock: options.clock,
    keyring: openKeyring(join(folder, 'keyring'), masterKeyFromText(options.masterKey)),
    storage: localStorage(join(folder, 'files')),
    due: openDue(Object.keys(dueKindsOf(features))),
    house: buildHouse(features),
    log,
    close: () => db.close(),
  }
}
