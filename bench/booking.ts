import { type Cost, type Figure, compare, costOf } from './figure.ts'
import type { Call } from './load.ts'
import { type SeededPractice, seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const PRACTICES = 16
const PER_ROUND = 480
const INSERTS = 2_000
const ROUNDS = 5
/** What the peer reached on a machine of this class (reference figures). */
const PEER_PER_SECOND = 55

/** Appointments written at 16 connections, spread over 16 practices, against bare inserts. */
export async function bookingFigures(servers: BenchServers): Promise<Figure[]> {
  const practices: SeededPractice[] = []
  for (let n = 0; n < PRACTICES; n++) {
    practices.push(
      await seedPractice(servers.admin, {
        name: `book-${n}`,
        patients: 5,
        appointments: 0,
        firstDay: '2026-11-23',
        perDay: 1,
        now: BENCH_NOW,
      }),
    )
  }
  const [first] = practices
  if (!first) throw new Error('no practice')
  const limit = {
    ...(await servers.startLimit(first.practiceId, first.practitionerId)),
    databasePid: servers.databasePid,
  }
  // Every booking takes a time of its own: this measures writing, the tests prove refusing.
  const nextBooking = timesFrom('2027-01-04T07:00:00Z')
  const nextInsert = timesFrom('2027-01-04T07:00:00Z')
  const bookings = (over: readonly SeededPractice[]): Call[] =>
    Array.from({ length: PER_ROUND }, (_, n) => {
      const practice = over[n % over.length] ?? first
      const body = {
        patientId: practice.patientId,
        typeId: practice.typeId,
        startsAt: nextBooking().toString(),
        durationMinutes: 45,
      }
      return {
        method: 'POST' as const,
        path: '/rendez-vous',
        headers: { cookie: practice.cookie, accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
    })
  const inserts = (): Call[] =>
    Array.from({ length: INSERTS }, (_, n) => {
      const from = nextInsert()
      const who = practices[n % PRACTICES]?.practitionerId ?? ''
      return {
        method: 'POST' as const,
        path: `/book?who=${who}&from=${from.toString()}&to=${from.add({ minutes: 45 }).toString()}`,
        body: '{}',
      }
    })
  const write = (over: readonly SeededPractice[]) => costOf(servers, bookings(over), 201, 16)
  const bare = () => costOf(limit, inserts(), 201, 16)
  const perSecond = (round: Cost): number => round.perSecond
  const spread = await compare(ROUNDS, () => write(practices), bare, perSecond)
  const single = await compare(3, () => write([first]), bare, perSecond)
  const figures = (of: typeof spread): Pick<Figure, 'measured' | 'limit' | 'ratio'> => ({
    measured: `${of.a.perSecond.toFixed(0)} per second, ${of.a.cpuMs.toFixed(2)} ms CPU`,
    limit: `${of.b.perSecond.toFixed(0)} per second, ${of.b.cpuMs.toFixed(2)} ms CPU`,
    ratio: `${of.ratio.toFixed(2)} of the limit (${of.spread})`,
  })
  return [
    {
      name: 'booking (write), 16 connections over 16 practices',
      ...figures(spread),
      goal: '1/5 of the limit, 10 × the peer’s 55',
      reached: spread.ratio >= 0.2 && spread.a.perSecond >= 10 * PEER_PER_SECOND,
    },
    {
      name: 'booking (write), 16 connections on one practice',
      ...figures(single),
      goal: 'printed beside',
      reached: true,
    },
  ]
}

/** Twelve times a day, one after the other. */
function timesFrom(first: string): () => Temporal.Instant {
  let taken = 0
  return () => {
    const n = taken++
    return Temporal.Instant.from(first).add({ hours: 24 * Math.floor(n / 12), minutes: 50 * (n % 12) })
  }
}
