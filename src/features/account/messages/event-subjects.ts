import { placeOf } from '#src/platform/messages/outbox.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

/** Their subjects; the page shows those alone that have not left. */
const nameMessages: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('outboxMessage')
    .select(['id', 'status', 'subjectSealed'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  const named = rows.map(async ({ id, status, subjectSealed }) => {
    const name = await work.unseal('practice', placeOf('subject', id), subjectSealed)
    return [id, status === 'sent' ? { name } : { name, href: '/parametres/messages' }] as const
  })
  return new Map(await Promise.all(named))
}

export const messageSubjects: Subjects = { message: nameMessages }
