import { type Cost, type Figure, compare, costOf } from './figure.ts'
import type { Call } from './load.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const ROUNDS = 6
const FIRST_DAY = '2026-11-30'
const DAYS_AWAY = 3
const DROPS_A_ROUND = 8
const INSERTS = 2_000

/** An appointment dragged to another day, with both columns drawn again, against a bare insert. */
export async function dropFigures(servers: BenchServers): Promise<Figure[]> {
  // Three full days; each round takes everybody to the three days after, or back.
  const practice = await seedPractice(servers.admin, {
    name: 'drop',
    patients: 60,
    appointments: 30,
    firstDay: FIRST_DAY,
    perDay: 10,
    now: BENCH_NOW,
  })
  const { rows } = await servers.admin.query<{ id: string; startsAt: string; date: string }>(
    `select id, to_char(starts_at at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI') as "startsAt", date::text
     from appointment where practice_id = $1 order by starts_at`,
    [practice.practiceId],
  )
  const limit = {
    ...(await servers.startLimit(practice.practiceId, practice.practitionerId)),
    databasePid: servers.databasePid,
  }
  let version = 0
  const drops = (): Call[] => {
    const days = version++ % 2 === 0 ? DAYS_AWAY : 0
    return rows.map(({ id, startsAt, date }) => {
      const to = Temporal.PlainDateTime.from(startsAt).add({ days })
      const dates = [date, Temporal.PlainDate.from(date).add({ days: DAYS_AWAY }).toString()].join(',')
      const shown = { startHour: 8, endHour: 20, selected: date, dates }
      const body = {
        version,
        startsAt: to.toString({ smallestUnit: 'minute' }),
        durationMinutes: 45,
        ...shown,
      }
      return {
        method: 'POST' as const,
        path: `/rendez-vous/${id}/depot`,
        headers: { cookie: practice.cookie, accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
    })
  }
  let slot = 0
  const inserts = (): Call[] =>
    Array.from({ length: INSERTS }, () => {
      const from = Temporal.Instant.from('2031-01-06T07:00:00Z').add({ hours: slot++ })
      const query = `who=${practice.practitionerId}&from=${from.toString()}&to=${from.add({ minutes: 45 }).toString()}`
      return { method: 'POST' as const, path: `/book?${query}`, body: '{}' }
    })
  // Thirty drops are over in no time: a round takes everybody there and back, four times.
  const drop = async () => {
    const rounds: Cost[] = []
    for (let n = 0; n < DROPS_A_ROUND; n++) rounds.push(await costOf(servers, drops(), 200))
    return { cpuMs: rounds.reduce((sum, one) => sum + one.cpuMs, 0) / rounds.length }
  }
  const bare = () => costOf(limit, inserts(), 201)
  const found = await compare(ROUNDS, drop, bare)
  return [
    {
      name: 'a drop (move), two day columns drawn again',
      measured: `${found.a.cpuMs.toFixed(2)} ms CPU`,
      limit: `${found.b.cpuMs.toFixed(2)} ms CPU`,
      ratio: `× ${found.ratio.toFixed(2)} (${found.spread})`,
      goal: '× 6',
      reached: found.ratio <= 6,
    },
  ]
}
