import { readFileSync, readdirSync } from 'node:fs'

/** CPU seconds that a process has used so far, from the kernel's own account. */
export function cpuOf(pid: number): number {
  return ticksOf(pid) / TICKS_PER_SECOND
}

/** CPU seconds of a PostgreSQL server: the postmaster, its living children, and those it has buried. */
export function cpuOfTree(pid: number): number {
  let ticks = ticksOf(pid, true)
  for (const child of childrenOf(pid)) ticks += ticksOf(child, true)
  return ticks / TICKS_PER_SECOND
}

/** Resident memory in bytes. */
export function memoryOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(found ?? 0) * 1024
}

const TICKS_PER_SECOND = 100

// Fields 14 to 17 of /proc/<pid>/stat: own user and system time, then that of waited-for children.
function ticksOf(pid: number, withBuried = false): number {
  const fields = statOf(pid)
  if (!fields) return 0
  const own = Number(fields[11]) + Number(fields[12])
  return withBuried ? own + Number(fields[13]) + Number(fields[14]) : own
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(pid))
    .map(Number)
}

/** The fields after the command's name, which may itself hold spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
