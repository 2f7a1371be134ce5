import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedStartError } from './start-error.ts'

export interface OwnerLock {
  /** The files that it made or took. */
  files: readonly string[]
  release(): void
}

/**
 * Makes this process the one that may start and stop the database of a data directory, until it
 * releases the claim or ends, however it ends. Refuses when another holds it, naming its process.
 *
 * Node has no flock, and a file that names a process has a race when two find it stale together.
 * SQLite's exclusive transaction is a lock of the kernel, on every system that Node runs on, which
 * vanishes with its process. (Such a lock is lost when any code of the process opens and closes
 * the same file by other means.)
 */
export function claimDataDir(dataDir: string): OwnerLock {
  const database = openLock(dataDir)
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw isBusy(error) ? alreadyOwned(dataDir) : cannotLock(dataDir, error)
  }
  held.add(database)
  writeFileSync(pidFile(dataDir), `${process.pid}\n`, { mode: 0o600 })
  return {
    files: [lockFile(dataDir), pidFile(dataDir)],
    release() {
      if (held.delete(database)) database.close()
    },
  }
}

/** Whether a live process, this one included, has claimed the data directory. */
export function isClaimed(dataDir: string): boolean {
  if (!existsSync(lockFile(dataDir))) return false
  const database = openLock(dataDir)
  try {
    database.exec('SELECT count(*) FROM sqlite_schema')
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw cannotLock(dataDir, error)
  } finally {
    database.close()
  }
}

// A collected DatabaseSync closes itself and would let go of the lock.
const held = new Set<DatabaseSync>()

const lockFile = (dataDir: string) => join(dataDir, 'owner.lock')
const pidFile = (dataDir: string) => join(dataDir, 'owner.pid')

function openLock(dataDir: string) {
  try {
    // Waits a little: `isClaimed` of another process holds a shared lock for less than a millisecond.
    return new DatabaseSync(lockFile(dataDir), { timeout: 250 })
  } catch (error) {
    throw cannotLock(dataDir, error)
  }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function alreadyOwned(dataDir: string): EmbeddedStartError {
  let owner = ''
  try {
    owner = ` (process ${readFileSync(pidFile(dataDir), 'utf8').trim()})`
  } catch {
    // The owner has claimed the directory this very moment and not yet written who it is.
  }
  return new EmbeddedStartError(
    `Another Divan${owner} is running on the data directory ${dataDir}: stop it first, or give this one another DIVAN_DATA_DIR.`,
  )
}

function cannotLock(dataDir: string, error: unknown): EmbeddedStartError {
  const reason = error instanceof Error ? error.message : String(error)
  return new EmbeddedStartError(`Cannot lock ${lockFile(dataDir)}: ${reason}.`)
}
