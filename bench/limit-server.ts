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

// What the answer stands on: the type's length, the hours, what is closed, what is taken.
const BUSY = `
  select t.duration_minutes, t.step_minutes,
         (select json_agg(json_build_array(weekday, extract(epoch from opens_at), extract(epoch from closes_at)))
            from opening_hours where practice_id = $1) as hours,
         (select coalesce(json_agg(json_build_array(extract(epoch from starts_at), extract(epoch from ends_at))
              order by starts_at), '[]')
            from (select starts_at, ends_at from occupancy
                   where practice_id = $1 and practitioner_id = $2 and starts_at >= $3 and starts_at < $4
                   union all
                  select starts_at, ends_at from time_off
                   where practice_id = $1 and removed_at is null and starts_at >= $3 and starts_at < $4) span) as busy
    from appointment_type t where t.practice_id = $1 limit 1`

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
      const { rows } = await pool.query<Ground>({ name: 'busy', text: BUSY, values })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ items: rows.flatMap((ground) => sweepDays(first, last, ground)) }))
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
const MINUTE = 60_000

interface Ground {
  duration_minutes: number
  step_minutes: number
  /** Weekday (1 Monday), opening and closing in seconds of the day. */
  hours: [number, number, number][]
  /** In seconds since the epoch. */
  busy: [number, number][]
}

/** In Paris winter time: the bench's days have no change of the clock. */
function sweepDays(first: number, last: number, ground: Ground): { startsAt: string; endsAt: string }[] {
  const { hours, busy } = ground
  const [length, step] = [ground.duration_minutes * MINUTE, ground.step_minutes * MINUTE]
  const slots: { startsAt: string; endsAt: string }[] = []
  let at = 0
  for (let day = first; day < last; day += 24 * HOUR) {
    const weekday = new Date(day + 12 * HOUR).getUTCDay() || 7
    for (const [openOn, opensAt, closesAt] of hours) {
      if (openOn !== weekday) continue
      for (let start = day + opensAt * 1000; start + length <= day + closesAt * 1000; start += step) {
        while (at < busy.length && (busy[at]?.[1] ?? 0) * 1000 <= start) at++
        if ((busy[at]?.[0] ?? Infinity) * 1000 < start + length) continue
        slots.push({
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(start + length).toISOString(),
        })
      }
    }
  }
  return slots
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
