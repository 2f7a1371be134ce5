import type { Refused } from '#src/domain/refusal.ts'
import { isStrongPassword } from './password.ts'

export type WeakPassword = Refused<'weak-password'>

/** A new password that is too easy to guess, also because it says the identifier; undefined when it is fit. */
export function refuseWeakPassword(password: string, identifier: string): WeakPassword | undefined {
  const name = identifier.split('@')[0] ?? ''
  const saysName = name.length >= 4 && password.toLowerCase().includes(name.toLowerCase())
  return isStrongPassword(password) && !saysName ? undefined : { refused: 'weak-password' }
}
