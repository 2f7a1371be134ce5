import { PgBoss } from 'pg-boss'
import type pg from 'pg'
import { plainTypes } from './queue.ts'

/**
 * Makes or updates the tables of the queue's own schema, which divan_jobs owns and nobody else may touch. Runs with
 * the migrations; the queues themselves are made by the worker.
 */
export async function prepareJobs(admin: pg.Client): Promise<void> {
  await admin.query('set role divan_jobs')
  const boss = new PgBoss({
    db: {
      executeSql: async (text, values = []) => admin.query({ text, values, types: plainTypes }),
    },
    createSchema: false,
    // It prepares and is gone: nothing to watch, nobody to count.
    registerInstance: false,
    supervise: false,
    schedule: false,
  })
  // What it emits it also throws; unheard, it would end the process.
  boss.on('error', () => {})
  try {
    await boss.start()
    // Practices wrote jobs themselves once: what they were given for it is taken back.
    await admin.query(`
      revoke all on schema pgboss from divan_practice;
      revoke all on all tables in schema pgboss from divan_practice;
      revoke all on all functions in schema pgboss from public, divan_practice`)
  } finally {
    // Left running, its timers would keep a start that failed from ending.
    await boss.stop({ graceful: false })
    await admin.query('reset role')
  }
}
