// The limit: a bare HTTP server with one prepared statement, no login, no tenancy, no validation. What any server
// on this machine and database can reach at best; Divan's figures are told as multiples of it.
import { createServer } from 'node:http'
import pg from 'pg'
import { writeByHand } from './hand-written-feed.ts'

const [host, port, practiceId, practitionerId] = process.argv.slice(2)
const pool = new pg.Pool({
  host,
  port: Number(port),
  user: 'postgres',
  database: 'divan',
  max: 10,
  ssl: false,
  // The limit keeps its plan as Divan does: which of the two ways PostgreSQL chooses by itself changes with statistics.
  options: '-c plan_cache_mode=force_generic_plan',
})

const WEEK = `
  select a.id, a.starts_at, a.ends_at, a.status, t.name as type, t.colour,
         (select string_agg(p.first_name || ' ' || p.last_name, ', ') from appointment_patient ap
            join patient p on p.practice_id = ap.practice_id and p.id = ap.patient_id
           where ap.practice_id = a.practice_id and ap.appointment_id = a.id) as patients
    from appointment a join appointment_type t on t.practice_id = a.practice_id and t.id = a.type_id
   where a.practice_id = $1 and a.starts_at >= $2 and a.starts_at < $3 order by a.starts_at`

const FEED = `
  select a.id, extract(epoch from a.starts_at)::int as start, extract(epoch from a.ends_at)::int as end,
         extract(epoch from a.updated_at)::int as changed,
         (select string_agg(left(p.first_name, 1) || '. ' || left(p.last_name, 1) || '.', ', ') from appointment_patient ap
            join patient p on p.practice_id = ap.practice_id and p.id = ap.patient_id
           where ap.practice_id = a.practice_id and ap.appointment_id = a.id) as names
    from appointment a where a.practice_id = $1 order by a.starts_at`

const BUSY = `
  select starts_at, ends_at from occupancy
   where practice_id = $1 and practitioner_id = $2 and starts_at >= $3 and starts_at < $4 order by starts_at`

const BOOK = `insert into limit_booking (practitioner_id, span) values ($1, tstzrange($2, $3))`

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')]
    if (url.pathname === '/week') {
      const { rows } = await pool.query({ name: 'week', text: WEEK, values: [practiceId, from, to] })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(rows))
      return
    }
    if (url.pathname === '/feed') {
      const { rows } = await pool.query({ name: 'feed', text: FEED, values: [practiceId] })
      response.setHeader('content-type', 'text/calendar')
      response.end(writeByHand(rows))
      return
    }
    if (url.pathname === '/slots') {
      const first = Date.parse(`${from}T00:00:00Z`) - HOUR
      const last = first + Number(url.searchParams.get('days')) * 24 * HOUR
      const values = [practiceId, practitionerId, new Date(first), new Date(last)]
      const { rows } = await pool.query({ name: 'busy', text: BUSY, values })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ items: sweepDays(first, last, rows) }))
      return
    }
    for await (const chunk of request) void chunk
    await pool.query({
      name: 'book',
      text: BOOK,
      values: [url.searchParams.get('who') ?? practitionerId, from, to],
    })
    response.statusCode = 201
    response.end('{}')
  } catch (error) {
    response.statusCode = 500
    response.end(String(error))
  }
})
const HOUR = 3_600_000
const STEP = HOUR / 4
const LENGTH = 3 * STEP

/** Open from 8 to 20 h in Paris winter time but on Sundays: the hours that the bench's practices are given. */
function sweepDays(
  first: number,
  last: number,
  busy: readonly { starts_at: Date; ends_at: Date }[],
): { startsAt: string; endsAt: string }[] {
  const starts = busy.map((span) => span.starts_at.getTime())
  const ends = busy.map((span) => span.ends_at.getTime())
  const slots: { startsAt: string; endsAt: string }[] = []
  let at = 0
  for (let day = first; day < last; day += 24 * HOUR) {
    if (new Date(day + 12 * HOUR).getUTCDay() === 0) continue
    for (let start = day + 8 * HOUR; start + LENGTH <= day + 20 * HOUR; start += STEP) {
      while (at < ends.length && (ends[at] ?? 0) <= start) at++
      if ((starts[at] ?? Infinity) < start + LENGTH) continue
      slots.push({ startsAt: new Date(start).toISOString(), endsAt: new Date(start + LENGTH).toISOString() })
    }
  }
  return slots
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
