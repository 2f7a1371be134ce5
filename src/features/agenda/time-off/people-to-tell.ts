import { sql } from '#src/db/sql.ts'
import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { affectedText } from './affected-text.ts'

/** Somebody whose appointment was moved or cancelled, and what to write to them: prepared, sent by nobody. */
export interface PersonToTell {
  appointmentId: string
  patientId: string
  name: string
  email: string | null
  phone: string | null
  before: Temporal.Instant
  /** Null when it was cancelled. */
  after: Temporal.Instant | null
}

/** The people of one change that still stands, in the order of their former times. */
export async function findPeopleToTell(work: Work, changeId: string): Promise<PersonToTell[]> {
  const { practiceId } = work
  const { rows } = await sql<PersonToTell>`
    select a.id as appointment_id, p.id as patient_id, trim(p.first_name || ' ' || p.last_name) as name,
      p.emails[1] as email, p.phones[1] as phone, (a.previous->>'startsAt')::timestamptz as before,
      case when a.status = 'cancelled' then null else a.starts_at end as after
    from appointment a
    join appointment_patient ap on ap.practice_id = ${practiceId} and ap.appointment_id = a.id
    join patient p on p.practice_id = ${practiceId} and p.id = ap.patient_id
    where a.practice_id = ${practiceId} and a.change_id = ${changeId} and a.previous is not null
    order by before, ap.position`.execute(work.tx)
  return rows
}

/** Discreet: no name of the practice, no type, no reason. */
export function messageFor({ before, after }: PersonToTell, zone: string, lang: Lang): string {
  const t = affectedText[lang]
  const say = (instant: Temporal.Instant): string => {
    const wall = instant.toZonedDateTimeISO(zone)
    return t.at(formatDate(wall, 'weekday', lang), formatTime(wall, lang))
  }
  return after ? t.movedMessage(say(before), say(after)) : t.cancelledMessage(say(before))
}
