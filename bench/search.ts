import type { Figure } from './figure.ts'
import { percentile, requireStatus, sendAll } from './load.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const QUERIES = ['mar', 'dubois 12', 'alice', 'rose moreau', '0639 98', 'p4321@', 'zzz', 'leroy8']
const ROUNDS = 25

/** Patient search over 5,000 files, over HTTP, against its own SQL. */
export async function searchFigures(servers: BenchServers): Promise<Figure[]> {
  const practice = await seedPractice(servers.admin, {
    name: 'search',
    patients: 5_000,
    appointments: 0,
    firstDay: '2026-11-23',
    perDay: 1,
    now: BENCH_NOW,
  })
  await servers.admin.query('analyze')
  const headers = { cookie: practice.cookie, accept: 'application/json', 'accept-encoding': 'identity' }
  const calls = Array.from({ length: ROUNDS }, () => QUERIES)
    .flat()
    .map((q) => ({ path: `/patients?q=${encodeURIComponent(q)}`, headers }))
  await sendAll(servers.port, 1, calls.slice(0, 40))
  const { answers } = await sendAll(servers.port, 1, calls)
  requireStatus(answers, 200)
  const raw: number[] = []
  for (const q of Array.from({ length: ROUNDS }, () => QUERIES).flat()) {
    const started = performance.now()
    await servers.admin.query({
      name: 'raw-search',
      text: `select id, kind, last_name, first_name, birth_date, emails, phones from patient
             where practice_id = $1 and merged_into_id is null and archived_at is null and search_key like all($2) order by sort_key limit 50`,
      values: [practice.practiceId, q.split(' ').map((word) => `%${word}%`)],
    })
    raw.push(performance.now() - started)
  }
  const over = percentile(
    answers.map((answer) => answer.milliseconds),
    0.95,
  )
  const bare = percentile(raw, 0.95)
  return [
    {
      name: 'patient search over 5,000 files, 95th percentile',
      measured: `${over.toFixed(1)} ms`,
      limit: `${bare.toFixed(1)} ms (its SQL alone)`,
      ratio: `× ${(over / bare).toFixed(2)}`,
      goal: '× 3',
      reached: over / bare <= 3,
    },
  ]
}
