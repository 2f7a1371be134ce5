import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface RunningProgram {
  pid: number
  /** Settled, with what it printed on standard error, once the process has ended and all its output was read. */
  ended: Promise<string>
  /** Closes its standard input, at which these programs end in good order, as they do when the test dies. */
  close(): void
  /** Answers the first line that begins with the word; rejects when the process ends without it. */
  printed(word: string): Promise<string>
}

/** Runs a TypeScript program beside this file in a Node of its own, handing on each line that it prints. */
export async function runProgram(
  name: string,
  args: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<RunningProgram> {
  const path = fileURLToPath(new URL(name, import.meta.url))
  // A group of its own, so that a test can send it what a terminal would.
  const child = spawn(process.execPath, [path, ...args], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  let hasEnded = false
  let complaint = ''
  const lines: string[] = []
  const checks = new Set<() => void>()
  const recheck = () => checks.forEach((check) => check())

  child.stderr.setEncoding('utf8').on('data', (part: string) => (complaint += part))
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    onLine(line)
    recheck()
  })
  const ended = once(child, 'close').then(() => {
    hasEnded = true
    recheck()
    return complaint.trim()
  })
  await once(child, 'spawn')
  if (child.pid === undefined) throw new Error(`${name} has no process`)
  child.stdin.on('error', () => {})
  return { pid: child.pid, ended, close: () => child.stdin.end(), printed }

  function printed(word: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const line = lines.find((candidate) => candidate.startsWith(word))
        if (line === undefined && !hasEnded) return
        checks.delete(check)
        if (line === undefined) reject(new Error(`${name} ended without "${word}": ${complaint.trim()}`))
        else resolve(line)
      }
      checks.add(check)
      check()
    })
  }
}
