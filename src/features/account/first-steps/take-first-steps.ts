import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type CreatedPractice, createFirstPractice } from '../create-practice.ts'
import { timeZoneOf } from '../departments.ts'
import { type WeakPassword, refuseWeakPassword } from '#src/platform/login/strong-password.ts'
import { hashFirstStepsCode } from './code.ts'
import type { FirstStepsInput } from './form.ts'

/** Opens the first practice for whoever read the console; of two who try at once, one gets it. */
export async function takeFirstSteps(
  platform: Platform,
  input: FirstStepsInput,
): Promise<CreatedPractice | Refused<'wrong-code'> | WeakPassword> {
  const weak = refuseWeakPassword(input.password, input.identifier)
  if (weak) return weak
  const codeHash = hashFirstStepsCode(input.code)
  // Asked first as well, so that a wrong code costs neither argon2 nor a keyring.
  if (!(await isCode(platform, codeHash))) return { refused: 'wrong-code' }
  const created = await createFirstPractice(
    platform,
    {
      practiceName: input.practiceName,
      displayName: input.displayName,
      profession: input.profession,
      identifier: input.identifier,
      password: input.password,
      slug: slugOf(input.practiceName),
      timeZone: input.timeZone || timeZoneOf(input.department),
      department: input.department,
    },
    codeHash,
  )
  return isRefused(created) ? { refused: 'wrong-code' } : created
}

async function isCode(platform: Platform, codeHash: Buffer): Promise<boolean> {
  const row = await platform.db.inDirectory((tx) =>
    tx
      .selectFrom('directory.installation')
      .select('id')
      .where('firstStepsCodeHash', '=', codeHash)
      .where('firstStepsDoneAt', 'is', null)
      .executeTakeFirst(),
  )
  return row !== undefined
}

/** The address of the future booking page: plain letters of the name, `cabinet` where it has none. */
export function slugOf(name: string): string {
  const plain = toSearchKey(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return plain === '' ? 'cabinet' : plain
}
