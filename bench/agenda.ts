import { type Figure, compare, costOf, repeat } from './figure.ts'
import { BROWSER_ENCODINGS } from './load.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const REQUESTS = 200
const ROUNDS = 7

/** One week of ten years, as JSON and as a page, against the same rows from the limit server. */
export async function agendaFigures(servers: BenchServers): Promise<Figure[]> {
  const size = { patients: 400, perDay: 10, now: BENCH_NOW }
  const decade = await seedPractice(servers.admin, {
    ...size,
    name: 'decade',
    appointments: 20_000,
    firstDay: '2020-07-13',
  })
  const oneWeek = await seedPractice(servers.admin, {
    ...size,
    name: 'one-week',
    appointments: 60,
    firstDay: '2026-11-23',
  })
  await servers.admin.query('analyze')
  const limit = await servers.startLimit(decade.practiceId, decade.practitionerId)
  const bare = { ...limit, databasePid: servers.databasePid }
  const path = '/agenda?vue=semaine&date=2026-11-23'
  for (const { cookie } of [decade, oneWeek]) await requireSixty(servers.port, path, cookie)
  const read = (accept: string, encoding: string, { cookie } = decade) => {
    const headers = { cookie, accept, 'accept-encoding': encoding }
    return costOf(servers, repeat({ path, headers }, REQUESTS), 200)
  }
  const json = () => read('application/json', 'identity')
  const text = () => read('text/html', 'identity')
  const page = (practice = decade) => read('text/html', BROWSER_ENCODINGS, practice)
  const rows = () =>
    costOf(
      bare,
      repeat({ path: '/week?from=2026-11-22T23:00:00Z&to=2026-11-29T23:00:00Z' }, REQUESTS * 4),
      200,
    )
  const asJson = await compare(ROUNDS, json, rows)
  const asText = await compare(ROUNDS, text, rows)
  const asPage = await compare(ROUNDS, page, rows)
  const age = await compare(ROUNDS, page, () => page(oneWeek))
  const ms = (value: number): string => `${value.toFixed(2)} ms CPU`
  return [
    {
      name: 'agenda week, JSON',
      measured: ms(asJson.a.cpuMs),
      limit: ms(asJson.b.cpuMs),
      ratio: `× ${asJson.ratio.toFixed(2)} (${asJson.spread})`,
      goal: '× 3',
      reached: asJson.ratio <= 3,
    },
    {
      name: 'agenda week, page as text',
      measured: ms(asText.a.cpuMs),
      limit: ms(asText.b.cpuMs),
      ratio: `× ${asText.ratio.toFixed(2)} (${asText.spread})`,
      goal: '× 5',
      reached: asText.ratio <= 5,
    },
    {
      name: 'agenda week, page as a browser gets it (br)',
      measured: ms(asPage.a.cpuMs),
      limit: ms(asPage.b.cpuMs),
      ratio: `× ${asPage.ratio.toFixed(2)} (${asPage.spread})`,
      goal: '× 7',
      reached: asPage.ratio <= 7,
    },
    {
      name: 'week page, ten years (20,000) against one week',
      measured: ms(age.a.cpuMs),
      limit: ms(age.b.cpuMs),
      ratio: `× ${age.ratio.toFixed(2)} (${age.spread})`,
      goal: '× 1.3',
      reached: age.ratio <= 1.3,
    },
  ]
}

/** An empty week would measure nothing. */
async function requireSixty(port: number, path: string, cookie: string): Promise<void> {
  const headers = { cookie, accept: 'application/json' }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
  const { items } = (await answer.json()) as { items: unknown[] }
  if (items.length !== 60) throw new Error(`the measured week holds ${items.length} appointments, not sixty`)
}
