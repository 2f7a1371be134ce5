import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FeedEvent } from '../src/platform/icalendar/feed-event.ts'
import { writeFeed } from '../src/platform/icalendar/write-feed.ts'
import { type Figure, compare, costOf, repeat } from './figure.ts'
import { type FeedRow, writeByHand } from './hand-written-feed.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const EVENTS = 500
const REQUESTS = 60
const ROUNDS = 9
const REPEATS = 40

/** A feed of 500 events: its text alone, and over HTTP with all that was read for it. */
export async function feedFigures(servers: BenchServers): Promise<Figure[]> {
  return [await textFigure(), await httpFigure(servers)]
}

async function textFigure(): Promise<Figure> {
  const rows = Array.from({ length: EVENTS }, (_, n): FeedRow => {
    const start = Date.parse('2026-11-23T08:00:00Z') / 1000 + Math.floor(n / 8) * 86_400 + (n % 8) * 3_600
    return { id: randomUUID(), start, end: start + 2_700, changed: start - 864_000, names: 'A. M.' }
  })
  const events = rows.map((row): FeedEvent => ({
    id: row.id,
    startSeconds: row.start,
    endSeconds: row.end,
    summary: row.names,
    status: 'CONFIRMED',
    sequence: 0,
    changedSeconds: row.changed,
    path: `/rendez-vous/${row.id}`,
  }))
  const firstDay = Temporal.PlainDate.from('2026-08-01')
  const agenda = { name: 'Agenda', zone: 'Europe/Paris', baseUrl: 'http://localhost:3000', firstDay }
  const content = { ...agenda, events, series: [], repeated: [] }
  const ours = writeFeed(content)
  const same = linesOf(ours).filter((line) => /^DT(START|END)/.test(line))
  if (
    same.join() !==
    linesOf(writeByHand(rows))
      .filter((line) => /^DT(START|END)/.test(line))
      .join()
  ) {
    throw new Error('the hand-written lines say other times')
  }
  const { a, b, ratio, spread } = await compare(
    ROUNDS * 3,
    async () => millisecondsOf(() => writeFeed(content)),
    async () => millisecondsOf(() => writeByHand(rows)),
  )
  return {
    name: `calendar feed of ${EVENTS} events, its text`,
    measured: `${a.toFixed(2)} ms`,
    limit: `${b.toFixed(2)} ms (hand-written lines)`,
    ratio: `× ${ratio.toFixed(2)} (${spread})`,
    goal: '× 3',
    reached: ratio <= 3,
  }
}

async function httpFigure(servers: BenchServers): Promise<Figure> {
  const practice = await seedPractice(servers.admin, {
    name: 'feed',
    patients: 60,
    appointments: EVENTS,
    firstDay: '2026-11-23',
    perDay: 8,
    now: BENCH_NOW,
  })
  const secret = randomBytes(32).toString('base64url')
  const feedId = randomUUID()
  await servers.admin.query(
    `insert into calendar_feed (practice_id, id, practitioner_id, created_at) values ($1, $2, $3, $4)`,
    [practice.practiceId, feedId, practice.practitionerId, BENCH_NOW],
  )
  await servers.admin.query(
    `insert into link (practice_id, id, purpose, subject_id, token_hash, created_at)
     values ($1, $2, 'calendar-feed', $3, $4, $5)`,
    [practice.practiceId, randomUUID(), feedId, createHash('sha256').update(secret).digest(), BENCH_NOW],
  )
  await servers.admin.query('analyze')
  const limit = {
    ...(await servers.startLimit(practice.practiceId, practice.practitionerId)),
    databasePid: servers.databasePid,
  }
  const headers = { 'accept-encoding': 'identity' }
  const path = `/calendrier/${practice.practiceId}.${secret}.ics`
  // As many programs as there are requests: one address alone would soon be told to wait.
  const programs = Array.from({ length: REQUESTS }, (_, n) => ({
    path,
    headers: { ...headers, 'x-forwarded-for': `198.51.100.${n}` },
  }))
  const ours = () => costOf(servers, programs, 200)
  const bare = () => costOf(limit, repeat({ path: '/feed', headers }, REQUESTS), 200)
  const { a, b, ratio, spread } = await compare(ROUNDS, ours, bare)
  return {
    name: `calendar feed of ${EVENTS} events, over HTTP`,
    measured: `${a.cpuMs.toFixed(2)} ms CPU`,
    limit: `${b.cpuMs.toFixed(2)} ms CPU`,
    ratio: `× ${ratio.toFixed(2)} (${spread})`,
    goal: '× 3',
    reached: ratio <= 3,
  }
}

/** Of the events, after the zone. */
function linesOf(text: string): string[] {
  return text.slice(text.indexOf('BEGIN:VEVENT')).split('\r\n')
}

function millisecondsOf(task: () => unknown): number {
  const before = process.cpuUsage()
  for (let n = 0; n < REPEATS; n++) task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / REPEATS
}
