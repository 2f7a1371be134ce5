import { type Sql, sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'

/**
 * The patients of appointment `a`, in order, as JSON. Each name is asked for by its key: written as a join, a
 * database without statistics yet (a new practice) reads every patient for every appointment.
 */
export function patientsOfAppointment(work: Pick<Work, 'practiceId'>): Sql<NamedPatient[]> {
  const { practiceId } = work
  return sql`(
    select coalesce(jsonb_agg((
        select jsonb_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name)
        from patient p where p.practice_id = ${practiceId} and p.id = ap.patient_id) order by ap.position), '[]')
    from appointment_patient ap where ap.practice_id = ${practiceId} and ap.appointment_id = a.id)`
}
