import { PgBoss } from 'pg-boss'
import type pg from 'pg'
import { QUEUES } from './jobs.ts'

/**
 * Makes or updates the queue's own schema, owned by divan_jobs, and lets a practice add jobs to it,
 * nothing else (the grants are listed in docs/SECURITY.md). Runs with the migrations.
 */
export async function prepareJobs(admin: pg.Client): Promise<void> {
  await admin.query('create schema if not exists pgboss authorization divan_jobs')
  await admin.query('set role divan_jobs')
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => admin.query(text, values as unknown[]) },
    createSchema: false,
    supervise: false,
    schedule: false,
  })
  try {
    await boss.start()
    for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, options)
    await boss.stop({ graceful: false })
    await admin.query(`
      grant usage on schema pgboss to divan_practice;
      grant insert on pgboss.job, pgboss.job_common to divan_practice;
      grant select (id, start_after) on pgboss.job, pgboss.job_common to divan_practice;
      grant select on pgboss.queue to divan_practice;
      revoke execute on all functions in schema pgboss from public;
      grant execute on function pgboss.job_now() to divan_practice, divan_jobs`)
  } finally {
    await admin.query('reset role')
  }
}
