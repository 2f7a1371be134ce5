// The limit: a bare HTTP server with one prepared statement, no login, no tenancy, no validation. What any server
// on this machine and database can reach at best; Divan's figures are told as multiples of it.
import { createServer } from 'node:http'
import pg from 'pg'

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
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
