import { normalizeEmail } from '#src/domain/email.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { planMessage } from '#src/platform/messages/index.ts'
import type { Work } from '#src/platform/work.ts'
import { type PasswordRefusal, refuseWrongPassword } from '../security/password-gate.ts'
import { refuseWeakPassword } from '#src/platform/login/strong-password.ts'
import { identifierChanged } from './identifier-letter.ts'
import { accountEvents } from '../events.ts'

/**
 * Gives an account another login name, with its password asked again. Compared without case over all practices; a
 * name that the password says is refused. The former address is told.
 */
export async function changeIdentifier(
  work: Work,
  user: { id: string; identifier: string },
  input: { identifier: string; password: string },
): Promise<
  { identifier: string } | PasswordRefusal | Refused<'identifier-taken' | 'identifier-in-password'>
> {
  const refusal = await refuseWrongPassword(work, user.id, input.password)
  if (refusal) return refusal
  const { identifier } = input
  if (identifier === user.identifier) return { identifier }
  if (refuseWeakPassword(input.password, identifier)) return { refused: 'identifier-in-password' }
  if (!(await renameLogin(work, user.id, identifier))) return { refused: 'identifier-taken' }
  await work.tx.updateTable('userAccount').set({ identifier }).where('id', '=', user.id).execute()
  work.record(accountEvents['change-identifier'], user.id)
  await tellFormerAddress(work, user)
  return { identifier }
}

/** Other practices' names are hidden, so the key alone knows that one is taken. */
async function renameLogin(work: Work, userId: string, identifier: string): Promise<boolean> {
  try {
    await work.tx
      .updateTable('directory.login')
      .set({ identifier })
      .where('practiceId', '=', work.practiceId)
      .where('userId', '=', userId)
      .execute()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) return false
    throw error
  }
}

const UNIQUE_VIOLATION = '23505'

/** The account does not know the former address any more: it is settled here. */
async function tellFormerAddress(work: Work, user: { id: string; identifier: string }): Promise<void> {
  const { email } = await work.tx
    .selectFrom('practice')
    .select('email')
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  const to = normalizeEmail(user.identifier) ?? email
  if (to !== '') await planMessage(work, identifierChanged, { subjectId: user.id, to })
}
