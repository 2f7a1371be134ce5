import { readFileSync, readdirSync } from 'node:fs'

/** Nanoseconds that each thread or process has run so far, by its id: the account of the kernel's scheduler. */
export type CpuAccount = ReadonlyMap<number, number>

/** All threads of a process, the collector's and the compiler's with them. */
export function cpuOfThreads(pid: number): CpuAccount {
  return accountOf(readdirSync(`/proc/${pid}/task`).map(Number), (thread) => `/proc/${pid}/task/${thread}`)
}

/** A PostgreSQL server: the postmaster and its children, which have one thread each. */
export function cpuOfTree(pid: number): CpuAccount {
  return accountOf([pid, ...childrenOf(pid)], (one) => `/proc/${one}`)
}

/**
 * Milliseconds that ran between two readings. One that began since counts whole; one that ended since no longer
 * tells, which costs a round little: pooled connections outlive it.
 */
export function millisecondsBetween(before: CpuAccount, after: CpuAccount): number {
  let nanoseconds = 0
  for (const [id, ran] of after) nanoseconds += ran - (before.get(id) ?? 0)
  return nanoseconds / 1e6
}

/** Resident memory in bytes. */
export function memoryOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(found ?? 0) * 1024
}

// Hundredths of a second, as /proc/<pid>/stat counts, are a fifth of a round of bare inserts.
function accountOf(ids: readonly number[], folderOf: (id: number) => string): CpuAccount {
  const account = new Map<number, number>()
  for (const id of ids) {
    const text = readOf(`${folderOf(id)}/schedstat`)
    if (text !== undefined) account.set(id, Number(text.split(' ')[0]))
  }
  if (account.size === 0) throw new Error('this kernel keeps no account in /proc/<pid>/schedstat')
  return account
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === String(pid))
    .map(Number)
}

/** The fields of `stat` follow the command's name, which may itself hold spaces. */
function parentOf(pid: number): string | undefined {
  const text = readOf(`/proc/${pid}/stat`)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[1]
}

/** undefined when it ended meanwhile. */
function readOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
