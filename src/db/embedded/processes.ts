import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { clusterName } from './cluster-name.ts'

/** Whether a process of this id runs. One that has ended but was not yet collected does not. */
export function isAlive(pid: number): boolean {
  return isTaken(pid) && (process.platform !== 'linux' || readLinuxProcess(pid)?.state !== 'Z')
}

/** Whether the kernel still knows a process of this id, ended or not. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * The ids of all live PostgreSQL processes (postmaster and backends) that work in one cluster.
 * An id alone proves nothing: after a restart of the machine or of a container it is another
 * program's, so the working directory (Linux) or the title (elsewhere) decides.
 */
export function findClusterProcesses(cluster: string): number[] {
  return process.platform === 'linux' ? findOnLinux(cluster) : findWithPs(cluster)
}

/**
 * Sends each signal in turn until the process has ended, waiting up to the given milliseconds
 * after each; answers whether it has ended.
 */
export async function endProcess(
  pid: number,
  steps: readonly (readonly [signal: NodeJS.Signals, waitMs: number])[],
): Promise<boolean> {
  for (const [signal, waitMs] of steps) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
      throw error
    }
    if (await endsWithin(() => isAlive(pid), waitMs)) return true
  }
  return false
}

/** Waits until `lasts` is false, at most `waitMs` milliseconds; answers whether it is. */
export async function endsWithin(lasts: () => boolean, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs
  while (lasts()) {
    if (performance.now() > deadline) return false
    await delay(10)
  }
  return true
}

function findOnLinux(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const found = readLinuxProcess(pid)
      return found?.name === 'postgres' && found.state !== 'Z' && workingDirectory(pid) === cluster
    })
}

function readLinuxProcess(pid: number): { name: string; state: string } | undefined {
  try {
    // "pid (name) state …": the name may itself hold parentheses and spaces.
    const match = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return match ? { name: match[1] ?? '', state: match[2] ?? '' } : undefined
  } catch {
    return undefined
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** For systems without /proc: the postmaster shows its arguments, backends the cluster's name. */
export function findWithPs(cluster: string): number[] {
  const table = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' })
  return table
    .split('\n')
    .map((line) => /^\s*(\d+) (.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , command = '']) => {
      const isPostmaster = /^\S*postgres -D /.test(command) && command.endsWith(` -D ${cluster}`)
      return isPostmaster || command.startsWith(`postgres: ${clusterName(cluster)}: `)
    })
    .map(([, pid]) => Number(pid))
}
