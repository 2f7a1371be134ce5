import { formatMoment } from '#src/domain/moment.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

/** A session that was taken back is an appointment again. */
const nameSessions: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('session')
    .innerJoin('patient', (join) =>
      join
        .onRef('patient.practiceId', '=', 'session.practiceId')
        .onRef('patient.id', '=', 'session.patientId'),
    )
    .select(['session.id', 'session.appointmentId', 'session.startsAt', 'session.undoneAt'])
    .select(['patient.firstName', 'patient.lastName'])
    .where('session.practiceId', '=', work.practiceId)
    .where('session.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, appointmentId, startsAt, undoneAt, ...patient }) => [
      id,
      {
        name: `${displayName(patient)}, ${formatMoment(startsAt, { zone: work.zone, today: work.today, lang })}`,
        href: undoneAt ? `/rendez-vous/${appointmentId}` : `/seances/${id}`,
      },
    ]),
  )
}

export const sessionSubjects: Subjects = { session: nameSessions }
