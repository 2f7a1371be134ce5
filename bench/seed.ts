import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A practice made by SQL alone, with a login session to measure it through. */
export interface SeededPractice {
  practiceId: string
  practitionerId: string
  typeId: string
  patientId: string
  /** Cookie header of its session. */
  cookie: string
}

const ZONE = 'Europe/Paris'

/** Bulk rows as the superuser: the bench measures reading and writing, not ten years of typing. */
export async function seedPractice(
  admin: pg.Client,
  size: {
    name: string
    patients: number
    appointments: number
    firstDay: string
    perDay: number
    now: string
  },
): Promise<SeededPractice> {
  const [practiceId, practitionerId, userId, typeId, placeId] = Array.from({ length: 5 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string]
  const secret = randomBytes(32).toString('base64url')
  await admin.query('begin')
  await admin.query(
    `insert into practice (practice_id, slug, name, code, time_zone, created_at) values ($1, $2, $2, substr(md5($2), 1, 4), $3, $4)`,
    [practiceId, size.name, ZONE, size.now],
  )
  await admin.query(
    `insert into practitioner (practice_id, id, display_name) values ($1, $2, 'Camille Bench')`,
    [practiceId, practitionerId],
  )
  await admin.query(
    `insert into user_account (practice_id, id, practitioner_id, identifier, display_name, password_hash, created_at)
     values ($1, $2, $3, $4, 'Camille Bench', 'none', $5)`,
    [practiceId, userId, practitionerId, `${size.name}@divan.test`, size.now],
  )
  await admin.query(
    `insert into login_session (practice_id, id, user_id, token_hash, csrf_token, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, 'token', $5, $5, $5::timestamptz + interval '10 days')`,
    [practiceId, randomUUID(), userId, createHash('sha256').update(secret).digest(), size.now],
  )
  await admin.query(`insert into place (practice_id, id, name, kind) values ($1, $2, 'Cabinet', 'cabinet')`, [
    practiceId,
    placeId,
  ])
  await admin.query(
    `insert into appointment_type (practice_id, id, name, duration_minutes, price_cents, place_id) values ($1, $2, 'Suivi', 45, 6000, $3)`,
    [practiceId, typeId, placeId],
  )
  await admin.query(
    `insert into opening_hours (practice_id, id, weekday, opens_at, closes_at)
     select $1, gen_random_uuid(), d, '08:00', '20:00' from generate_series(1, 6) d`,
    [practiceId],
  )
  const patients = await admin.query<{ id: string }>(
    `insert into patient (practice_id, id, kind, last_name, first_name, phones, emails, search_key, sort_key, created_at, updated_at)
     select $1, gen_random_uuid(), 'adult', last, first, array[phone], array[mail],
            ' ' || lower(last) || ' ' || lower(first) || chr(1) || mail || chr(1) || substr(phone, 4), lower(last) || ' ' || lower(first), $3, $3
       from (select (array['Martin','Bernard','Dubois','Thomas','Robert','Richard','Petit','Durand','Leroy','Moreau'])[1 + n % 10] || n as last,
                    (array['Alice','Jules','Rose','Hugo','Manon','Louise','Adam','Jade'])[1 + n % 8] as first,
                    '+336399' || lpad((n * 7919 % 100000)::text, 5, '0') as phone, 'p' || n || '@exemple.test' as mail
               from generate_series(1, $2::int) n) x returning id`,
    [practiceId, size.patients, size.now],
  )
  await seedAppointments(admin, { practiceId, practitionerId, typeId, placeId, ...size })
  await admin.query('commit')
  const patientId = patients.rows[0]?.id
  if (!patientId) throw new Error('no patient was made')
  return { practiceId, practitionerId, typeId, patientId, cookie: `divan_session=${practiceId}.${secret}` }
}

/** `perDay` appointments a working day from 8:00, one an hour, until there are enough. */
async function seedAppointments(
  admin: pg.Client,
  at: {
    practiceId: string
    practitionerId: string
    typeId: string
    placeId: string
    appointments: number
    firstDay: string
    perDay: number
    now: string
  },
): Promise<void> {
  await admin.query(
    `create temp table seeded on commit drop as
     select gen_random_uuid() as id, n,
            ($1::date + (n / $2 / 6) * 7 + (n / $2) % 6 + make_interval(hours => 8 + n % $2)) at time zone '${ZONE}' as starts_at
       from generate_series(0, $3::int - 1) n`,
    [at.firstDay, at.perDay, at.appointments],
  )
  const { practiceId, practitionerId, typeId, placeId, now } = at
  await admin.query(
    `insert into appointment (practice_id, id, practitioner_id, type_id, place_id, starts_at, ends_at, date, wall_time, zone, status, price_cents, created_at, updated_at)
     select $1, id, $2, $3, $4, starts_at, starts_at + interval '45 minutes', (starts_at at time zone '${ZONE}')::date,
            (starts_at at time zone '${ZONE}')::time, '${ZONE}', 'confirmed', 6000, $5, $5 from seeded`,
    [practiceId, practitionerId, typeId, placeId, now],
  )
  await admin.query(
    `insert into appointment_patient (practice_id, id, appointment_id, patient_id)
     select $1, gen_random_uuid(), s.id, p.id
       from seeded s join (select id, row_number() over (order by id) - 1 as k, count(*) over () as total from patient where practice_id = $1) p
         on p.k = s.n % p.total`,
    [practiceId],
  )
  await admin.query(
    `insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
     select $1, gen_random_uuid(), $2, id, starts_at, starts_at + interval '45 minutes' from seeded`,
    [practiceId, practitionerId],
  )
}
