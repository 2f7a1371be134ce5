import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { bareEnvironment } from './environment.ts'
import { type Identity, commandAs, explainIdentityFailure, handOver } from './identity.ts'
import { endProcess } from './processes.ts'
import { EmbeddedStartError } from './start-error.ts'

/** `fast` ends sessions and writes everything out; `immediate` leaves it to recovery at the next start. */
export type StopMode = 'fast' | 'immediate'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A server that this process has started. */
export interface Postmaster {
  pid: number
  cluster: string
  exited: Promise<Exit>
}

export interface LaunchInput {
  postgres: string
  cluster: string
  logFile: string
  identity: Identity
  /** Gives up waiting, and ends the server that was starting. */
  signal: AbortSignal
}

/**
 * Starts the server and waits until it accepts connections, however long recovery takes (at most
 * ten minutes). The server is in a session of its own: neither ctrl-C in the terminal nor the end
 * of Node reaches it.
 */
export async function launchPostmaster(input: LaunchInput): Promise<Postmaster> {
  const { postgres, cluster, logFile, identity } = input
  const { file, args, user } = commandAs(identity, postgres, ['-D', cluster])
  const log = openSync(logFile, 'a', 0o600)
  handOver(identity, logFile)
  const logStart = statSync(logFile).size
  const child = spawn(file, args, {
    ...user,
    env: bareEnvironment(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exited = new Promise<Exit>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  const spawnFailure = await new Promise<string | undefined>((resolve) => {
    child.once('spawn', () => resolve(undefined)).once('error', (error) => resolve(error.message))
  })
  if (child.pid === undefined) throw startFailed(spawnFailure ?? 'no process', logFile)
  if (await becomesReady(child, cluster, input.signal)) return { pid: child.pid, cluster, exited }
  await stopPostmaster({ pid: child.pid, cluster }, 'immediate')
  throw startFailed(readFileSync(logFile).subarray(logStart).toString(), logFile)
}

/**
 * Stops a server, by harsher means where it does not obey in time (milliseconds): PostgreSQL 18,
 * asked to stop fast just after it lost a backend, can wait for ever for its own checkpointer.
 * Whatever the mode, what was committed is kept.
 */
export async function stopPostmaster(
  { pid, cluster }: Pick<Postmaster, 'pid' | 'cluster'>,
  mode: StopMode,
  patience = { fastMs: 10_000, immediateMs: 5_000 },
): Promise<void> {
  // A server that is still starting has nothing to write out.
  const isFast = mode === 'fast' && readPostmasterFile(cluster)?.isReady === true
  const ended = await endProcess(pid, [
    ...(isFast ? [['SIGINT', patience.fastMs] as const] : []),
    ['SIGQUIT', patience.immediateMs],
    ['SIGKILL', 5_000],
  ])
  if (!ended) throw new Error(`the database process ${pid} cannot be ended`)
}

export interface PostmasterFile {
  pid: number
  socketDir: string
  port: number
  isReady: boolean
}

/** What the server that runs on a cluster, or was killed on it, wrote about itself; undefined after a clean stop. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  // Lines by number, from src/include/utils/pidfile.h of PostgreSQL; the file grows during the start.
  const [pid, , , port, socketDir, , , status] = lines
  if (!pid || !/^\d+$/.test(pid)) return undefined
  return {
    pid: Number(pid),
    port: Number(port),
    socketDir: socketDir ?? '',
    isReady: status?.trim() === 'ready',
  }
}

/** Keeps one earlier log once the present one has grown past a megabyte; only starts and crashes are logged. */
export function rotateLog(logFile: string) {
  const megabyte = 1_048_576
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > megabyte)
    renameSync(logFile, `${logFile}.1`)
}

const startLimitMs = 600_000

async function becomesReady(child: ChildProcess, cluster: string, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + startLimitMs
  while (child.exitCode === null && child.signalCode === null) {
    const file = readPostmasterFile(cluster)
    if (file?.isReady && file.pid === child.pid) return true
    if (signal.aborted || performance.now() > deadline) return false
    await delay(5)
  }
  return false
}

function startFailed(output: string, logFile: string): EmbeddedStartError {
  const lines = output.trim().split('\n')
  const telling = lines.filter((line) => /FATAL|PANIC|invalid value|unrecognized|could not|cannot/.test(line))
  const reason = (telling.length > 0 ? telling : lines).slice(-3).join(' ')
  return new EmbeddedStartError(
    explainIdentityFailure(output) ?? `PostgreSQL did not start: ${reason} (log: ${logFile})`,
  )
}
