import { createRequire } from 'node:module'
import { join } from 'node:path'
import { clusterFolder } from '#src/db/embedded/cluster.ts'
import { findClusterProcesses } from '#src/db/embedded/processes.ts'
import {
  type EmbeddedServer,
  type EmbeddedServerOptions,
  startEmbeddedServer,
} from '#src/db/embedded/server.ts'
import { type RunningProgram, runProgram } from './programs.ts'
import { makeScratchFolder } from './scratch.ts'

export type Scratch = ReturnType<typeof makeScratch>

/** A folder, made when first asked for, with the servers and programs that one test starts below it. */
export function makeScratch() {
  let scratch: ReturnType<typeof makeScratchFolder> | undefined
  const servers: EmbeddedServer[] = []
  const programs: RunningProgram[] = []
  const folder = () => (scratch ??= makeScratchFolder()).folder
  return {
    folder,
    dataDir: () => join(folder(), 'data'),
    servers,
    programs,
    /** Stops and removes everything. */
    async clear() {
      for (const program of programs.splice(0)) {
        program.close()
        await program.ended
      }
      for (const server of servers.splice(0)) await server.stop('immediate')
      // What a failed test left: a server whose Node it had killed.
      if (scratch)
        for (const pid of findClusterProcesses(clusterFolder(join(scratch.folder, 'data'))))
          process.kill(pid, 'SIGKILL')
      scratch?.remove()
      scratch = undefined
    },
  }
}

/** Without fsync unless asked: a test's database need not outlive a power cut. */
export async function startHere(scratch: Scratch, options: Partial<EmbeddedServerOptions> = {}) {
  const server = await startEmbeddedServer({ dataDir: scratch.dataDir(), fsync: false, ...options })
  scratch.servers.push(server)
  return server
}

/** Starts a server that another Node process owns. */
export async function startElsewhere(scratch: Scratch): Promise<{ nodePid: number; databasePid: number }> {
  const program = await runProgram('hold-server.ts', [scratch.dataDir()])
  scratch.programs.push(program)
  const line = await program.printed('ready')
  return { nodePid: program.pid, databasePid: Number(line.split(' ')[1]) }
}

export function isInstalled(packageName: string): boolean {
  try {
    createRequire(import.meta.url).resolve(packageName)
    return true
  } catch {
    return false
  }
}
