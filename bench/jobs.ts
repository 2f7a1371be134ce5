import { setTimeout as delay } from 'node:timers/promises'
import { type Figure, readCpu } from './figure.ts'
import { millisecondsBetween } from './processes.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const JOBS = 2_000
const GOAL_PER_SECOND = 20

/** Jobs that wait, drained by the worker: what each costs besides its own work, which here is to see that nothing is left. */
export async function jobFigures(servers: BenchServers): Promise<Figure[]> {
  const { admin } = servers
  const practice = await seedPractice(admin, {
    name: 'jobs',
    patients: 1,
    appointments: 0,
    firstDay: '2026-11-23',
    perDay: 1,
    now: BENCH_NOW,
  })
  // Invoices whose PDF is stored already: the handler looks, and is done.
  await admin.query(
    `insert into invoice (practice_id, id, kind, status, patient_id, number, series, sequence, issued_on, issued_at,
       total_cents, due_cents, snapshot_sealed, pdf_storage_key, pdf_sha256, created_at, updated_at)
     select $1, gen_random_uuid(), 'invoice', 'issued', $2, 'J-' || n, 'J', n, $3::date, $3, 6000, 0, 'x', 'x', 'x', $3, $3
     from generate_series(1, $4::int) n`,
    [practice.practiceId, practice.patientId, BENCH_NOW, JOBS],
  )
  const cpuBefore = readCpu(servers)
  const started = performance.now()
  await admin.query(
    `insert into cell.due (practice_id, id, kind, subject_id, due_at)
     select practice_id, gen_random_uuid(), 'invoice-pdf', id, $2 from invoice where practice_id = $1`,
    [practice.practiceId, BENCH_NOW],
  )
  while (await isAnyLeft(servers)) await delay(100)
  const seconds = (performance.now() - started) / 1000
  const cpuMs = millisecondsBetween(cpuBefore, readCpu(servers)) / JOBS
  const perSecond = JOBS / seconds
  return [
    {
      name: `jobs, ${JOBS} waiting, drained by one process`,
      measured: `${perSecond.toFixed(0)} per second, ${cpuMs.toFixed(2)} ms CPU`,
      limit: '0.5 per second: one a poll',
      ratio: `× ${(perSecond / 0.5).toFixed(0)}`,
      goal: `${GOAL_PER_SECOND} per second`,
      reached: perSecond >= GOAL_PER_SECOND,
    },
  ]
}

async function isAnyLeft({ admin }: BenchServers): Promise<boolean> {
  const { rows } = await admin.query(`select exists (select from cell.due where kind = 'invoice-pdf') as any`)
  return rows[0].any
}
