import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { AccountInput } from './form.ts'
import { accountEvents } from '../events.ts'

export interface AccountSettings extends AccountInput {
  id: string
  identifier: string
}

export async function getAccountSettings(work: Work, userId: string): Promise<AccountSettings> {
  const row = await work.tx
    .selectFrom('userAccount')
    .select(['id', 'identifier', 'displayName', 'language', 'theme', 'version'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const theme = row.theme === 'light' || row.theme === 'dark' ? row.theme : 'auto'
  return { ...row, language: row.language === 'en' ? 'en' : 'fr', theme }
}

export async function updateAccount(
  work: Work,
  userId: string,
  { version, ...values }: AccountInput,
): Promise<{ version: number } | Refused<'stale', { current: AccountSettings }>> {
  const written = await work.tx
    .updateTable('userAccount')
    .set({ ...values, version: version + 1 })
    .where('id', '=', userId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) {
    return { refused: 'stale', current: await getAccountSettings(work, userId) }
  }
  work.record(accountEvents.update, userId)
  return { version: version + 1 }
}

/** A taste, not an edit: it has no version, so that the button in the menu always works. */
export async function chooseTheme(work: Work, userId: string, theme: AccountInput['theme']): Promise<void> {
  await work.tx.updateTable('userAccount').set({ theme }).where('id', '=', userId).execute()
  work.record(accountEvents.update, userId, { theme })
}
