import { PgBoss, type QueueOptions, fromKysely } from 'pg-boss'
import pg from 'pg'
import type { Tx } from '#src/db/database.ts'
import type { Log } from '../log.ts'

/** Every queue of the house. A job carries ids only, the practice's first among them. */
export const QUEUES = {
  'mail-send': { retryLimit: 8, retryDelay: 30, retryBackoff: true },
  'invoice-pdf': { retryLimit: 8, retryDelay: 10, retryBackoff: true },
} as const satisfies Record<string, QueueOptions>

export type QueueName = keyof typeof QUEUES
export type JobData = Readonly<Record<string, string>> & { practiceId: string }
export interface JobOptions {
  /** Two jobs of a queue with the same key are one. */
  key?: string
}
export type JobHandler = (data: JobData) => Promise<void>

export interface Jobs {
  enqueue(tx: Tx, queue: QueueName, data: JobData, options?: JobOptions): Promise<void>
  /** Runs the handlers in this process until `stop`. */
  work(handlers: Readonly<Record<QueueName, JobHandler>>): Promise<void>
  stop(): Promise<void>
}

const TIMESTAMPTZ = 1184

/** pg-boss reckons with instants as Date; the house's own parser gives it Temporal, at which it throws. */
export const plainTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === TIMESTAMPTZ
      ? (text: string) => new Date(text)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export interface JobsOptions {
  connection: pg.ClientConfig
  log: Log
  pollSeconds?: number
}

/** pg-boss's own statements run as divan_jobs; enqueueing runs inside the caller's practice transaction. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { host, port, user, password, database, connectionString } = options.connection
  // Handed on to its pool, though its own types do not say so.
  const parsing: object = { types: plainTypes }
  const boss = new PgBoss({
    ...(connectionString ? { connectionString } : {}),
    ...(host ? { host } : {}),
    ...(port ? { port } : {}),
    ...(user ? { user } : {}),
    ...(typeof password === 'string' ? { password } : {}),
    ...(database ? { database } : {}),
    ...parsing,
    options: '-c role=divan_jobs',
    max: 3,
    migrate: false,
    createSchema: false,
  })
  let isStopped = false
  // A connection still saying goodbye when the database stops is no failure.
  boss.on('error', (error) => {
    if (!isStopped) options.log.error('jobs', error)
  })
  try {
    await boss.start()
  } catch (error) {
    isStopped = true
    await boss.stop({ graceful: false })
    throw error
  }
  return {
    async enqueue(tx, queue, data, jobOptions) {
      await boss.send(queue, data, {
        db: fromKysely(tx as never),
        ...(jobOptions?.key ? { singletonKey: jobOptions.key } : {}),
      })
    },
    async work(handlers) {
      for (const queue of Object.keys(QUEUES) as QueueName[]) {
        await boss.work<JobData>(
          queue,
          { pollingIntervalSeconds: options.pollSeconds ?? 2 },
          async (jobs) => {
            for (const job of jobs) await handlers[queue](job.data)
          },
        )
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
      isStopped = true
    },
  }
}
