import { Worker } from 'node:worker_threads'
import type { DataKey } from '#src/platform/crypto/seal.ts'
import type { NoteMatch } from './find-in-notes.ts'

// The thread's source travels as text, inside whatever file the server was bundled into: a file of its own would
// be at another place in a bundle, under a test and in development. Node takes the types out by itself.
const files = import.meta.glob<string>(
  ['../../../domain/search-key.ts', '../../../platform/crypto/seal.ts', './find-in-notes.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)
const SOURCE = [
  ...Object.values(files).map((source) => source.replaceAll(/^import .* from '#src\/.*'$/gm, '')),
  `import { parentPort } from 'node:worker_threads'
  const bytes = (data) => Buffer.from(data.buffer, data.byteOffset, data.length)
  parentPort.on('message', ({ job, notes, keys, words }) => {
    try {
      const known = new Map(keys.map(({ id, secret }) => [id, { id, secret: bytes(secret) }]))
      const opened = notes.map(({ id, place, sealed }) => {
        const key = known.get(sealedWith(bytes(sealed)))
        if (!key) throw new Error('the key of a note was not lent')
        return { id, text: unseal(key, place, bytes(sealed)).toString('utf8') }
      })
      parentPort.postMessage({ job, matches: findInNotes(opened, words) })
    } catch (error) {
      parentPort.postMessage({ job, failure: error.message })
    } finally {
      for (const { secret } of keys) secret.fill(0)
    }
  })`,
].join('\n')

/** A thread costs 70 ms to start and some megabytes to keep: it stays as long as somebody is searching. */
const IDLE_MS = 60_000

interface Job {
  resolve(matches: NoteMatch[]): void
  reject(error: Error): void
}

type Answer =
  | { job: number; matches: NoteMatch[]; failure?: undefined }
  | { job: number; matches?: undefined; failure: string }

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
const jobs = new Map<number, Job>()
let lastJob = 0

/** A note as the database keeps it, and the place it was sealed for. */
export interface SealedNote {
  id: string
  place: string
  sealed: Buffer
}

/**
 * Opens the notes and searches them in a thread of its own, so that a long search delays nobody's page. The lent
 * keys go over to the thread, which wipes them; nothing of them stays here.
 */
export async function findInThread(
  notes: readonly SealedNote[],
  keys: readonly DataKey[],
  words: readonly string[],
): Promise<NoteMatch[]> {
  // Copies without their surroundings: what the driver gives are views of whole network packets.
  const sent = notes.map(({ id, place, sealed }) => ({ id, place, sealed: Uint8Array.from(sealed) }))
  const moved = [...sent.map((note) => note.sealed.buffer), ...keys.map((key) => ownMemoryOf(key))]
  const worker = (thread ??= start())
  clearTimeout(idle)
  worker.ref()
  return new Promise((resolve, reject) => {
    const job = ++lastJob
    jobs.set(job, { resolve, reject })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ job, notes: sent, keys, words }, moved)
  })
}

/** A lent key lies in memory of its own, which can be given away. */
function ownMemoryOf({ secret }: DataKey): ArrayBuffer {
  const { buffer } = secret
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== secret.length) {
    throw new TypeError('a key that shares its memory is not given away')
  }
  return buffer
}

function start(): Worker {
  const worker = new Worker(SOURCE, { eval: true, execArgv: ['--input-type=module-typescript'] })
  worker.on('message', ({ job, matches, failure }: Answer) => {
    if (matches) jobs.get(job)?.resolve(matches)
    else jobs.get(job)?.reject(new Error(failure))
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
