import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const namePractice: NameSubjects = async (work) => {
  const { practiceId, name } = await work.tx
    .selectFrom('practice')
    .select(['practiceId', 'name'])
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  return new Map([[practiceId, { name, href: '/parametres/cabinet' }]])
}

export const practiceSubjects: Subjects = { practice: namePractice }
