import type pg from 'pg'

/**
 * Many practices with as many patients and appointments each, in one statement a table: 2,000 practices of 2,000
 * appointments take some minutes. Foreign keys are not asked for row by row (all rows are made of one another), so
 * this is for the bench alone. Appointments lie a working hour apart from `firstDay` on, `perDay` a day.
 */
export async function seedCrowd(
  admin: pg.Client,
  size: {
    practices: number
    patients: number
    appointments: number
    firstDay: string
    perDay: number
    now: string
  },
): Promise<void> {
  const { practices, patients, appointments, firstDay, perDay, now } = size
  await admin.query('begin')
  await admin.query(`set local session_replication_role = 'replica'`)
  await admin.query(`set local work_mem = '256MB'`)
  await admin.query(
    `create temp table crowd on commit drop as
     select n, gen_random_uuid() as practice_id, gen_random_uuid() as practitioner_id, gen_random_uuid() as type_id,
            gen_random_uuid() as place_id
       from generate_series(1, ${practices}) n`,
  )
  await admin.query(
    `create temp table hours on commit drop as
     select n, (date '${firstDay}' + (n / ${perDay} / 6) * 7 + (n / ${perDay}) % 6 + make_interval(hours => 8 + n % ${perDay}))
            at time zone 'Europe/Paris' as starts_at
       from generate_series(0, ${appointments} - 1) n`,
  )
  // The id of a row is made of its practice's and its number, so that the tables need not be read to join them.
  const id = (kind: string, n: string): string => `md5(c.practice_id::text || '${kind}' || ${n})::uuid`
  // One practice after the other: its rows then lie side by side in every index, and 2,000 take minutes, not an hour.
  const each = `crowd c cross join lateral (select hours.*, c.n as practice from hours order by hours.n) h`
  for (const statement of [
    `insert into practice (practice_id, slug, name, code, time_zone, created_at)
     select practice_id, 'crowd-' || n, 'crowd-' || n, lpad(to_hex(n), 4, '0'), 'Europe/Paris', '${now}' from crowd`,
    `insert into practitioner (practice_id, id, display_name)
     select practice_id, practitioner_id, 'Camille Bench' from crowd`,
    `insert into place (practice_id, id, name, kind) select practice_id, place_id, 'Cabinet', 'cabinet' from crowd`,
    `insert into appointment_type (practice_id, id, name, duration_minutes, price_cents, place_id)
     select practice_id, type_id, 'Suivi', 45, 6000, place_id from crowd`,
    `insert into opening_hours (practice_id, id, weekday, opens_at, closes_at)
     select practice_id, gen_random_uuid(), d, '08:00', '20:00' from crowd, generate_series(1, 6) d`,
    `insert into patient (practice_id, id, kind, last_name, first_name, search_key, sort_key, created_at, updated_at)
     select c.practice_id, ${id('p', 'n')}, 'adult', 'Martin' || n, 'Alice', ' martin' || n || ' alice', 'martin' || n, '${now}', '${now}'
       from (select practice_id from crowd) c, generate_series(0, ${patients} - 1) as n`,
    `insert into appointment (practice_id, id, practitioner_id, type_id, place_id, starts_at, ends_at, date, wall_time, zone,
       status, price_cents, created_at, updated_at)
     select c.practice_id, ${id('a', 'h.n')}, c.practitioner_id, c.type_id, c.place_id, h.starts_at,
            h.starts_at + interval '45 minutes', (h.starts_at at time zone 'Europe/Paris')::date,
            (h.starts_at at time zone 'Europe/Paris')::time, 'Europe/Paris', 'confirmed', 6000, '${now}', '${now}'
       from ${each}`,
    `insert into appointment_patient (practice_id, id, appointment_id, patient_id)
     select c.practice_id, ${id('ap', 'h.n')}, ${id('a', 'h.n')}, ${id('p', `(h.n % ${patients})`)} from ${each}`,
    `insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
     select c.practice_id, ${id('o', 'h.n')}, c.practitioner_id, ${id('a', 'h.n')}, h.starts_at, h.starts_at + interval '45 minutes'
       from ${each}`,
  ])
    await admin.query(statement)
  await admin.query('commit')
}
