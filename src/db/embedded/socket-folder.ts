import { chmodSync, lstatSync, mkdirSync, rmSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterName } from './cluster-name.ts'
import { type Identity, handOver } from './identity.ts'
import { EmbeddedStartError } from './start-error.ts'

/** PostgreSQL names its socket after this number; nothing listens on a TCP port. */
export const socketPort = 5432

// sun_path holds 104 bytes on macOS, 108 on Linux, the closing zero included: the smaller one serves both.
const longestSocketPath = 103

/**
 * The folder for the server's socket: inside the data directory where the path fits into a socket
 * address (103 bytes), else a folder below the temporary one, named after the cluster.
 */
export function chooseSocketFolder(dataDir: string, cluster: string, temporary: string = tmpdir()): string {
  const candidates = [
    join(dataDir, 'socket'),
    join(temporary, clusterName(cluster)),
    `/tmp/${clusterName(cluster)}`,
  ]
  const fitting = candidates.find((folder) => Buffer.byteLength(socketPath(folder)) <= longestSocketPath)
  if (!fitting) throw new EmbeddedStartError(`No folder is short enough for the database's socket.`)
  return fitting
}

/**
 * Makes the folder, open to its owner alone. Refuses one that is a link or belongs to somebody
 * else: in a shared temporary folder, who owns the folder of a socket can pose as the server.
 */
export function prepareSocketFolder(folder: string, identity: Identity) {
  try {
    mkdirSync(folder, { mode: 0o700 })
    handOver(identity, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  const owner = identity.user?.uid ?? process.getuid?.()
  if (!found.isDirectory() || found.uid !== owner)
    throw new EmbeddedStartError(`${folder}, meant for the database's socket, is not ours: remove it.`)
  if ((found.mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
}

/** Removes what a killed server left, so that its successor does not take the socket for one in use. */
export function clearSocketFolder(folder: string) {
  rmSync(socketPath(folder), { force: true })
  rmSync(`${socketPath(folder)}.lock`, { force: true })
}

/** Removes the folder of a stopped server. */
export function removeSocketFolder(folder: string) {
  clearSocketFolder(folder)
  try {
    rmdirSync(folder)
  } catch {
    // Something else lies in it, or it is gone: neither hinders the next start.
  }
}

function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${socketPort}`)
}
