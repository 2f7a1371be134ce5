import { asOwner } from '#src/db/prepare.ts'
import type { World } from '#test/world.ts'

/** Ten years of a practice, the last half year of them still to come: appointments, sessions, invoices. */
export const APPOINTMENTS = 20_000
export const PATIENTS = 2_000

/**
 * Fills alice's practice in one go, as an import or a restoration does: nothing has looked at the tables since,
 * and nothing will, as long as `ANALYZE` is not asked for.
 */
export async function seedYears(world: World): Promise<void> {
  const { practiceId, practitionerId } = world.alice
  await asOwner(world.database.owner, async (admin) => {
    const tables = [
      'patient',
      'appointment',
      'appointment_patient',
      'occupancy',
      'session',
      'invoice',
      'invoice_line',
    ]
    for (const table of tables) await admin.query(`alter table ${table} set (autovacuum_enabled = false)`)
    // Lines of invoices that are issued already: what no action may do, a restoration must.
    await admin.query('set session_replication_role = replica')
    const { rows } = await admin.query<{ id: string }>(
      'select id from appointment_type where practice_id = $1 order by position limit 1',
      [practiceId],
    )
    const values = [practiceId, practitionerId, rows[0]?.id, world.platform.clock().toString()]
    for (const statement of STATEMENTS) {
      // Each statement takes those of the values that it names.
      await admin.query(statement.replaceAll(/\$([1-4])/g, (_, n: string) => `'${values[Number(n) - 1]}'`))
    }
  })
}

const id = (kind: number, n: string): string =>
  `('00000000-0000-7000-800${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const startsAt = `timestamptz '2017-05-30T07:00:00Z' + (n / 8) * interval '35 hours' + (n % 8) * interval '1 hour'`
const isPast = `${startsAt} < timestamptz $4`

const STATEMENTS = [
  `insert into patient (practice_id, id, kind, last_name, first_name, search_key, sort_key, created_at, updated_at)
   select $1, ${id(1, 'n')}, 'adult', 'Nom' || n, 'Prénom' || n, 'nom' || n || ' prenom' || n, 'nom' || lpad(n::text, 5, '0'), $4, $4
   from generate_series(0, ${PATIENTS - 1}) n`,
  `insert into appointment (practice_id, id, practitioner_id, type_id, starts_at, ends_at, date, wall_time, zone, status, price_cents, created_at, updated_at)
   select $1, ${id(2, 'n')}, $2, $3, ${startsAt}, ${startsAt} + interval '45 minutes', (${startsAt})::date, (${startsAt})::time, 'Europe/Paris',
     case when ${isPast} then 'held' else 'confirmed' end, 6000, $4, $4
   from generate_series(0, ${APPOINTMENTS - 1}) n`,
  `insert into appointment_patient (practice_id, id, appointment_id, patient_id)
   select $1, ${id(3, 'n')}, ${id(2, 'n')}, ${id(1, `n % ${PATIENTS}`)} from generate_series(0, ${APPOINTMENTS - 1}) n`,
  `insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
   select practice_id, ${id(4, 'n')}, practitioner_id, a.id, starts_at, ends_at
   from generate_series(0, ${APPOINTMENTS - 1}) n join appointment a on a.practice_id = $1 and a.id = ${id(2, 'n')}`,
  `insert into session (practice_id, id, appointment_id, patient_id, date, starts_at, duration_minutes, price_cents, note_version, created_at)
   select $1, ${id(5, 'n')}, ${id(2, 'n')}, ${id(1, `n % ${PATIENTS}`)}, (${startsAt})::date, ${startsAt}, 45, 6000, n % 7, ${startsAt}
   from generate_series(0, ${APPOINTMENTS - 1}) n where ${isPast}`,
  `insert into invoice (practice_id, id, kind, status, patient_id, number, series, sequence, issued_on, issued_at, due_on, total_cents, due_cents, snapshot_sealed, created_at, updated_at)
   select $1, ${id(6, 'n')}, 'invoice', 'issued', ${id(1, `n % ${PATIENTS}`)}, 'A-' || n, 'A', n + 1, (${startsAt})::date, ${startsAt}, (${startsAt})::date + 30,
     6000, case when n % 20 = 0 then 6000 else 0 end, 'x', ${startsAt}, $4
   from generate_series(0, ${APPOINTMENTS - 1}) n where ${isPast}`,
  `insert into invoice_line (practice_id, id, invoice_id, position, label, quantity, unit_price_cents, vat_mode, session_id)
   select $1, ${id(7, 'n')}, ${id(6, 'n')}, 0, 'Consultation', 1, 6000, 'EXEMPT_CARE', ${id(5, 'n')}
   from generate_series(0, ${APPOINTMENTS - 1}) n where ${isPast}`,
]
