import { hashPassword } from '#src/platform/login/password.ts'
import { revokeSessions } from '#src/platform/login/sessions.ts'
import type { Work } from '#src/platform/work.ts'
import { type WeakPassword, refuseWeakPassword } from '#src/platform/login/strong-password.ts'
import { type PasswordRefusal, refuseWrongPassword } from './password-gate.ts'
import { passwordEvents } from '../events.ts'

/** A new password ends every other session; the one that asked stays. */
export async function changePassword(
  work: Work,
  user: { id: string; identifier: string; sessionId: string },
  input: { currentPassword: string; newPassword: string },
): Promise<{ revoked: number } | PasswordRefusal | WeakPassword> {
  const refusal = await refuseWrongPassword(work, user.id, input.currentPassword)
  if (refusal) return refusal
  const weak = refuseWeakPassword(input.newPassword, user.identifier)
  if (weak) return weak
  await setPassword(work, user.id, input.newPassword)
  const revoked = await revokeSessions(work.tx, user.id, work.now, user.sessionId)
  work.record(passwordEvents.change, user.id, { revokedSessions: revoked })
  return { revoked }
}

export async function setPassword(work: Work, userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await work.tx.updateTable('userAccount').set({ passwordHash }).where('id', '=', userId).execute()
}
