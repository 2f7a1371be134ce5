import { PgBoss } from 'pg-boss'
import type pg from 'pg'
import { QUEUES, plainTypes } from './jobs.ts'

/**
 * Makes or updates the tables of the queue's own schema, which divan_jobs owns, and lets a practice add jobs to it,
 * nothing else (the grants are listed in docs/SECURITY.md). Runs with the migrations.
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
    for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, options)
    await admin.query(`
      grant usage on schema pgboss to divan_practice;
      grant insert on pgboss.job, pgboss.job_common to divan_practice;
      grant select (id, start_after) on pgboss.job, pgboss.job_common to divan_practice;
      grant select on pgboss.queue to divan_practice;
      revoke execute on all functions in schema pgboss from public;
      grant execute on function pgboss.job_now() to divan_practice, divan_jobs`)
  } finally {
    // Left running, its timers would keep a start that failed from ending.
    await boss.stop({ graceful: false })
    await admin.query('reset role')
  }
}
