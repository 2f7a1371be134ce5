import { Worker } from 'node:worker_threads'
import type { NoteMatch, SearchableNote } from './find-in-notes.ts'

// The thread's source travels as text, inside whatever file the server was bundled into: a file of its own would
// be at another place in a bundle, under a test and in development. Node takes the types out by itself.
const files = import.meta.glob<string>(['../../../domain/search-key.ts', './find-in-notes.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const SOURCE = [
  ...Object.values(files).map((source) => source.replaceAll(/^import .* from '#src\/.*'$/gm, '')),
  `import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ job, notes, words }) => {
    parentPort.postMessage({ job, matches: findInNotes(notes, words) })
  })`,
].join('\n')

/** A thread costs 70 ms to start and some megabytes to keep: it stays as long as somebody is searching. */
const IDLE_MS = 60_000

interface Job {
  resolve(matches: NoteMatch[]): void
  reject(error: Error): void
}

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
const jobs = new Map<number, Job>()
let lastJob = 0

/** `findInNotes` in a thread of its own, so that a long search delays nobody's page. */
export function findInThread(
  notes: readonly SearchableNote[],
  words: readonly string[],
): Promise<NoteMatch[]> {
  const worker = (thread ??= start())
  clearTimeout(idle)
  worker.ref()
  return new Promise((resolve, reject) => {
    const job = ++lastJob
    jobs.set(job, { resolve, reject })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ job, notes, words })
  })
}

function start(): Worker {
  const worker = new Worker(SOURCE, { eval: true, execArgv: ['--input-type=module-typescript'] })
  worker.on('message', ({ job, matches }: { job: number; matches: NoteMatch[] }) => {
    jobs.get(job)?.resolve(matches)
    jobs.delete(job)
    if (jobs.size === 0) rest(worker)
  })
  worker.on('error', (error) => fail(worker, error))
  worker.on('exit', () => fail(worker, new Error('the search thread ended')))
  return worker
}

/** A thread without work keeps no process alive, and ends after a while. */
function rest(worker: Worker): void {
  worker.unref()
  idle = setTimeout(() => {
    if (thread === worker) thread = undefined
    void worker.terminate()
  }, IDLE_MS)
  idle.unref()
}

function fail(worker: Worker, error: unknown): void {
  if (thread !== worker) return
  thread = undefined
  for (const job of jobs.values()) job.reject(error instanceof Error ? error : new Error(String(error)))
  jobs.clear()
}
