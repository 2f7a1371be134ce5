import pg from 'pg'
import { findRunningServer } from '#src/db/embedded/running-server.ts'

/** What the database of a running Divan holds, read past every policy. */
export async function querySuperuser<Row extends pg.QueryResultRow>(
  dataDir: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const server = findRunningServer(`${dataDir}/database`)
  if (!server) throw new Error('no database runs')
  const client = new pg.Client(server.connection('divan', server.superuser))
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Everything that is written in one piece, named as it was acknowledged. */
const STORED = `
  select 'appointment ' || a.id as name from appointment a
    join appointment_patient p on (p.practice_id, p.appointment_id) = (a.practice_id, a.id)
    join occupancy o on (o.practice_id, o.appointment_id, o.starts_at, o.ends_at) = (a.practice_id, a.id, a.starts_at, a.ends_at)
  union all select 'note ' || session_id || ' ' || version from note_version
  union all select 'invoice ' || i.id || ' ' || i.number from invoice i
    join invoice_line l on (l.practice_id, l.invoice_id) = (i.practice_id, i.id) where i.total_cents = l.unit_price_cents
  union all select 'payment ' || p.id from payment p
    join payment_allocation l on (l.practice_id, l.payment_id) = (p.practice_id, p.id) where l.amount_cents = p.amount_cents`

export async function listStored(dataDir: string): Promise<Set<string>> {
  return new Set((await querySuperuser<{ name: string }>(dataDir, STORED)).map((row) => row.name))
}

/** Each statement answers the rows that must not be: what was torn in two, a gap, an overlap. */
const FAULTS: Readonly<Record<string, string>> = {
  'an appointment without its occupancy, or the reverse': `
    select a.id, o.id as occupancy_id from appointment a
    full join occupancy o on (o.practice_id, o.appointment_id) = (a.practice_id, a.id)
    where a.id is null or o.id is null`,
  'two appointments at one time': `
    select a.id, b.id as other_id from occupancy a join occupancy b
      on (a.practice_id, a.practitioner_id) = (b.practice_id, b.practitioner_id) and a.id < b.id and a.span && b.span`,
  'a gap in the numbers, or a counter that disagrees': `
    select i.practice_id, i.series, count(*), max(i.sequence), max(c.last_number) as counter from invoice i
    join invoice_counter c on (c.practice_id, c.series) = (i.practice_id, i.series)
    where i.status = 'issued' group by 1, 2
    having count(*) <> max(i.sequence) or min(i.sequence) <> 1 or max(c.last_number) <> max(i.sequence)`,
  'a debt that disagrees with what was paid': `
    select i.id from invoice i
    left join payment_allocation l on (l.practice_id, l.invoice_id) = (i.practice_id, i.id) and l.released_at is null
    group by i.practice_id, i.id having i.due_cents <> i.total_cents - coalesce(sum(l.amount_cents), 0)`,
  'a note whose versions have a gap, or a session that disagrees': `
    select s.id from session s left join note_version v on (v.practice_id, v.session_id) = (s.practice_id, s.id)
    group by s.practice_id, s.id having s.note_version <> count(v.id) or s.note_version <> coalesce(max(v.version), 0)`,
  'an event missing, or a head that disagrees': `
    select h.practice_id from audit_head h join audit_event e on e.practice_id = h.practice_id
    group by h.practice_id having count(*) <> h.seq or max(e.seq) <> h.seq`,
}

/** What is wrong with the whole of it, in words; empty when nothing is. */
export async function findFaults(dataDir: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, sql] of Object.entries(FAULTS)) {
    const rows = await querySuperuser(dataDir, sql)
    if (rows.length > 0) found.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  return found
}
