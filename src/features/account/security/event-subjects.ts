import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'
import { deviceName } from './device-name.ts'
import { securityText } from './text.ts'

const nameUsers: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('userAccount')
    .select(['id', 'displayName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, displayName }) => [id, { name: displayName, href: '/parametres/compte' }]))
}

const nameLogins: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('loginSession')
    .select(['id', 'userAgent'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  const nameOf = (userAgent: string): string => deviceName(userAgent) ?? securityText[lang].unknownDevice
  return new Map(
    rows.map(({ id, userAgent }) => [id, { name: nameOf(userAgent), href: '/parametres/securite' }]),
  )
}

const nameTokens: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('apiToken')
    .select(['id', 'name'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, { name, href: '/parametres/securite' }]))
}

export const securitySubjects: Subjects = { user: nameUsers, login: nameLogins, 'api-token': nameTokens }
