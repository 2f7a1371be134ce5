import type { KeyOwner } from '#src/platform/crypto/keyring.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'
import { placeOf } from '#src/platform/messages/places.ts'

/** Their subjects, of those that were written; the page shows those alone that have not left. */
const nameMessages: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('outboxMessage')
    .select(['id', 'state', 'keyOwner', 'subjectSealed'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  const named = rows.flatMap(({ id, state, keyOwner, subjectSealed }) =>
    subjectSealed === null
      ? []
      : [
          work
            .unseal(keyOwner as KeyOwner, placeOf('subject', id), subjectSealed)
            .then(
              (name) => [id, state === 'sent' ? { name } : { name, href: '/parametres/messages' }] as const,
            ),
        ],
  )
  return new Map(await Promise.all(named))
}

export const messageSubjects: Subjects = { message: nameMessages }
