import type pg from 'pg'
import { type Queue, startQueue } from '../jobs/queue.ts'
import type { Platform } from '../platform.ts'
import type { DueKinds } from './kinds.ts'
import { startLoop } from './loop.ts'
import { nightlyTasks, runNightly } from './nightly.ts'
import { runBatch } from './run-batch.ts'
import type { Sweep } from './sweep.ts'
import { tick } from './tick.ts'

export interface Worker {
  /** Takes nothing new, lets what is under way finish. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  connection: pg.ClientConfig
  kinds: DueKinds
  sweeps: readonly Sweep[]
  /** How often jobs are looked for that a killed process left behind, in seconds. */
  recoverySeconds?: number
}

/** What another process made due is seen within two seconds; what this one did, at its commit. */
const TICK_MS = 1_000
/** How late the night's work may begin. */
const NIGHT_MS = 60_000
/** Not while a server starts: what never ran, as after an upgrade, runs then. */
const FIRST_NIGHT_MS = 10_000

/** Runs in this process what becomes due, until it is stopped. Any number of them may run on one database. */
export async function startWorker(platform: Platform, options: WorkerOptions): Promise<Worker> {
  const { connection, kinds, recoverySeconds } = options
  const possible: DueKinds = Object.fromEntries(
    Object.entries(kinds).filter(([, kind]) => kind.isPossible?.(platform) ?? true),
  )
  const queue: Queue = await startQueue({
    connection,
    log: platform.log,
    queues: possible,
    ...(recoverySeconds === undefined ? {} : { recoverySeconds }),
  })
  for (const [kind, declared] of Object.entries(possible)) {
    await queue.work(kind, (jobs) => runBatch(platform, kind, declared, jobs))
  }
  const loop = startLoop({
    step: async () => (await tick({ db: platform.db, clock: platform.clock, queues: possible, queue })).more,
    everyMs: TICK_MS,
    firstMs: 0,
    onError: (error) => platform.log.error('tick', error),
  })
  platform.due.listen(loop.wake)
  let isStopping = false
  const tasks = nightlyTasks(options.sweeps, kinds)
  const night = startLoop({
    step: () => runNightly(platform, tasks, () => isStopping).then(() => false),
    everyMs: NIGHT_MS,
    firstMs: FIRST_NIGHT_MS,
    onError: (error) => platform.log.error('nightly', error),
  })
  return {
    async stop() {
      isStopping = true
      await Promise.all([loop.stop(), night.stop()])
      await queue.stop()
    },
  }
}
