import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { readPostmasterFile, stopPostmaster } from './postmaster.ts'
import { endProcess, endsWithin, findClusterProcesses, isTaken } from './processes.ts'
import { clearSocketFolder } from './socket-folder.ts'

/**
 * Ends and removes whatever an earlier server left on a cluster that this process has claimed: a
 * live server whose Node was killed, backends whose server was killed, a process id that now
 * belongs to another program, a socket nobody listens on.
 */
export async function clearLeftovers(cluster: string, socketDir: string, log: Log) {
  const file = readPostmasterFile(cluster)
  if (file && findClusterProcesses(cluster).includes(file.pid)) {
    log('stopping the database server that an ended Divan left running', { pid: file.pid })
    await stopPostmaster({ pid: file.pid, cluster }, 'fast')
  }
  await endBackends(cluster, log)
  if (readPostmasterFile(cluster) && file && isTaken(file.pid)) disownPostmasterFile(cluster)
  clearSocketFolder(socketDir)
}

/**
 * PostgreSQL refuses to start while the kernel knows the process named in postmaster.pid, even
 * when it is another program's by now or waits to be collected. It takes the file for its own when
 * that names its parent, which is us; and then still frees the old shared memory, or refuses if
 * that is in use, as it could not were the file removed.
 */
function disownPostmasterFile(cluster: string) {
  const path = join(cluster, 'postmaster.pid')
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [process.pid, ...lines.slice(1)].join('\n'))
}

/** Backends notice the death of their server by themselves, save those stopped or deep in a computation. */
async function endBackends(cluster: string, log: Log) {
  const graceMs = 500
  if (await endsWithin(() => findClusterProcesses(cluster).length > 0, graceMs)) return
  for (const pid of findClusterProcesses(cluster)) {
    log('ending a database process that outlived its server', { pid })
    // Nothing is lost: the shared memory they work on is thrown away, and recovery reads the journal.
    await endProcess(pid, [['SIGKILL', 5_000]])
  }
}
