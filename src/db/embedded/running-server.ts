import { existsSync, realpathSync } from 'node:fs'
import type { ClientConfig } from 'pg'
import { clusterFolder, superuser } from './cluster.ts'
import { isClaimed } from './owner-lock.ts'
import { type PostmasterFile, readPostmasterFile } from './postmaster.ts'
import { findClusterProcesses } from './processes.ts'

/** How to reach a server that accepts connections. */
export interface RunningServer {
  /** Folder of the unix socket, absolute; there is no TCP port. */
  readonly socketDir: string
  /** The number in the socket's name. */
  readonly port: number
  /** Role that may do everything; for migrations alone. */
  readonly superuser: string
  /** Process id of the postmaster; another one after a restart. */
  readonly pid: number
  /** Settings for `pg.Client` and `pg.Pool`. */
  connection(database: string, user: string): ClientConfig
}

/**
 * The server of the Divan that runs on a data directory now, for commands that must use it rather
 * than start one; undefined where no live Divan has claimed the directory (also when a killed one
 * left its server behind: the next start stops that at once) or while its server is starting.
 */
export function findRunningServer(dataDir: string): RunningServer | undefined {
  if (!existsSync(dataDir) || !isClaimed(dataDir)) return undefined
  const cluster = clusterFolder(realpathSync(dataDir))
  const file = readPostmasterFile(cluster)
  if (!file?.isReady || !findClusterProcesses(cluster).includes(file.pid)) return undefined
  return describeServer(() => file)
}

/** A description that follows the server's present process id. */
export function describeServer(
  current: () => Pick<PostmasterFile, 'pid' | 'socketDir' | 'port'>,
): RunningServer {
  return {
    get socketDir() {
      return current().socketDir
    },
    get port() {
      return current().port
    },
    get pid() {
      return current().pid
    },
    superuser,
    connection(database, user) {
      // Said aloud, as pg would take PGSSLMODE from the shell, and the socket speaks no TLS.
      return { host: current().socketDir, port: current().port, user, database, ssl: false }
    },
  }
}
