import { type Job as BossJob, type JobWithMetadata, PgBoss, fromKysely } from 'pg-boss'
import pg from 'pg'
import type { CellTx } from '#src/db/database.ts'
import type { Log } from '../log.ts'
import { makeQueues } from './make-queues.ts'
import { type QueueSettings, type Queues, queueName } from './queue-settings.ts'

/** One subject to be handled; ids only. */
export interface Job {
  practiceId: string
  subjectId: string
  /** It is not tried again by the queue. */
  isLastTry: boolean
}

/** Runs jobs that were taken together; answers for each what it failed with, if it did. */
export type RunBatch = (jobs: readonly Job[]) => Promise<readonly (Error | undefined)[]>

/** pg-boss, which runs, retries and limits what the tick hands it. */
export interface Queue {
  /** Adds jobs inside the caller's transaction; a subject that waits already keeps its one job. */
  put(tx: CellTx, kind: string, rows: readonly NewJob[]): Promise<void>
  /** Runs a kind's jobs in this process until `stop`. */
  work(kind: string, run: RunBatch): Promise<void>
  /** Has this process look at a kind's queue now. */
  wake(kind: string): void
  stop(): Promise<void>
}

export interface NewJob {
  practiceId: string
  subjectId: string
  urgent: boolean
}

export interface QueueOptions {
  connection: pg.ClientConfig
  log: Log
  queues: Queues
  /** How often jobs are looked for that a killed process left behind, in seconds. */
  recoverySeconds?: number
}

/** What this process hands out it wakes itself for; this finds retries, and what another process handed out. */
const POLL_SECONDS = 5
/** Of those that a person waits for: taken before all others. */
const URGENT = 1

const TIMESTAMPTZ = 1184

/** pg-boss reckons with instants as Date; the house's own parser gives it Temporal, at which it throws. */
export const plainTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === TIMESTAMPTZ
      ? (text: string) => new Date(text)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Opens the queue's own connections, which act as divan_jobs, and makes the queues that are missing. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { queues, log, recoverySeconds = 15 } = options
  const boss = new PgBoss({
    ...connectionOf(options.connection),
    options: '-c role=divan_jobs',
    max: 3,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: recoverySeconds,
    monitorIntervalSeconds: recoverySeconds,
  })
  let isStopped = false
  // A connection still saying goodbye when the database stops is no failure.
  boss.on('error', (error) => {
    if (!isStopped) log.error('jobs', error)
  })
  try {
    await boss.start()
    await makeQueues(boss, queues)
  } catch (error) {
    isStopped = true
    await boss.stop({ graceful: false })
    throw error
  }
  const nameOf = (kind: string): string => queueName(kind, settingsOf(queues, kind))
  const workers = new Map<string, string[]>()
  return {
    put: (tx, kind, rows) => put(boss, tx, nameOf(kind), rows),
    async work(kind, run) {
      const { batchSize, concurrency } = settingsOf(queues, kind)
      const ids: string[] = []
      workers.set(kind, ids)
      // One by one: pg-boss wakes a worker by its id, and tells the first one's only.
      for (let count = 0; count < concurrency; count++)
        ids.push(await startOne(boss, nameOf(kind), batchSize, run))
    },
    wake(kind) {
      for (const id of workers.get(kind) ?? []) boss.notifyWorker(id)
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
      isStopped = true
    },
  }
}

async function put(boss: PgBoss, tx: CellTx, name: string, rows: readonly NewJob[]): Promise<void> {
  const db = fromKysely(tx as never)
  const jobs = rows.map(({ practiceId, subjectId, urgent }) => ({
    singletonKey: `${practiceId}/${subjectId}`,
    data: { practiceId, subjectId },
    priority: urgent ? URGENT : 0,
  }))
  const added = await boss.insert(name, jobs, { db, returnId: true })
  if (added?.length === jobs.length) return
  // One that waits already is brought forward.
  for (const { singletonKey, priority } of jobs) {
    if (priority === URGENT)
      await boss.update({ name, options: { singletonKey, priority, match: 'all', db } })
  }
}

function startOne(boss: PgBoss, name: string, batchSize: number, run: RunBatch): Promise<string> {
  return boss.work(
    name,
    {
      batchSize,
      pollingIntervalSeconds: POLL_SECONDS,
      burstWhenBatchFull: true,
      perJobResults: true,
      includeMetadata: true,
    } as const,
    async (jobs: JobWithMetadata<BossData>[]) => {
      const failures = await run(jobs.map(jobOf))
      return jobs.map(({ id }, index) => {
        const failure = failures[index]
        // The name alone: what an error says may quote what it stumbled over, and this is kept.
        return failure
          ? { id, status: 'failed' as const, output: { error: failure.name } }
          : { id, status: 'completed' as const }
      })
    },
  )
}

type BossData = Pick<Job, 'practiceId' | 'subjectId'>

function jobOf({ data, retryCount, retryLimit }: BossJob<BossData> & JobWithMetadata<BossData>): Job {
  return {
    practiceId: data.practiceId,
    subjectId: data.subjectId,
    isLastTry: retryCount >= retryLimit,
  }
}

function settingsOf(queues: Queues, kind: string): QueueSettings {
  const settings = queues[kind]
  if (!settings) throw new TypeError(`no feature declares the due kind "${kind}"`)
  return settings
}

function connectionOf({ host, port, user, password, database, connectionString }: pg.ClientConfig): object {
  return {
    ...(connectionString ? { connectionString } : {}),
    ...(host ? { host } : {}),
    ...(port ? { port } : {}),
    ...(user ? { user } : {}),
    ...(typeof password === 'string' ? { password } : {}),
    ...(database ? { database } : {}),
    // Handed on to its pool, though its own types do not say so.
    types: plainTypes,
  }
}
