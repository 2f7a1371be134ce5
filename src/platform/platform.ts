import type { Config } from '#src/config.ts'
import type { Database } from '#src/db/database.ts'
import type { Clock } from './clock.ts'
import type { Keyring } from './crypto/keyring.ts'
import type { Due } from './due/due.ts'
import type { House } from './house.ts'
import type { Log } from './log.ts'
import type { Storage } from './files/storage.ts'

/** What every surface and job stands on; made once by main, handed down, never global. */
export interface Platform {
  config: Config
  db: Database
  clock: Clock
  keyring: Keyring
  storage: Storage
  due: Due
  /** What the features brought. */
  house: House
  log: Log
}
