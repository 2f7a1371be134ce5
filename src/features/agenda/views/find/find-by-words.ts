import { sql } from '#src/db/sql.ts'
import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { patientName, searchPatterns } from '#src/features/patients/index.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import type { Found } from '#src/platform/house.ts'
import { statusesWhere } from '#src/domain/appointment-status.ts'

/** The coming appointments of whoever the query finds, the nearest first. Past ones are on the patient's file. */
export async function findByWords(
  work: Work,
  q: string,
  limit: number,
  lang: Lang,
): Promise<readonly Found[]> {
  const { anywhere } = searchPatterns(q)
  if (anywhere.length === 0) return []
  const { rows } = await sql<{
    id: string
    startsAt: Temporal.Instant
    typeName: string
    lastName: string
    firstName: string
  }>`
    select a.id, a.starts_at, t.name as type_name, p.last_name, p.first_name
    from appointment a
    join appointment_patient ap on ap.practice_id = a.practice_id and ap.appointment_id = a.id
    join patient p on p.practice_id = a.practice_id and p.id = ap.patient_id
    join appointment_type t on t.practice_id = a.practice_id and t.id = a.type_id
    where a.practice_id = ${work.practiceId} and a.starts_at >= ${work.now}
      and a.status = any(${statusesWhere('open')}) and p.search_key like all(${anywhere})
    order by a.starts_at, a.id
    limit ${limit}`.execute(work.tx)
  return rows.map((row) => {
    const wall = wallTimeOf(row.startsAt, work.zone)
    return {
      label: `${formatDate(wall, 'weekday', lang)}, ${formatTime(wall, lang)}`,
      detail: `${patientName(row)} · ${row.typeName}`,
      href: `/rendez-vous/${row.id}`,
      icon: 'calendar',
    }
  })
}
