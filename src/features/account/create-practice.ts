import { newId } from '#src/domain/ids.ts'
import { hashPassword } from '#src/platform/login/password.ts'
import type { Platform } from '#src/platform/platform.ts'
import { completeWork } from '#src/platform/work.ts'

export interface NewPractice {
  practiceName: string
  displayName: string
  profession?: string
  identifier: string
  password: string
  slug: string
  timeZone?: string
}

export interface CreatedPractice {
  practiceId: string
  userId: string
  practitionerId: string
}

/**
 * Makes a practice with its one practitioner and login, in one transaction with its directory entries.
 * The identifier is compared without case. A taken identifier or slug throws the database's unique violation.
 */
export async function createPractice(platform: Platform, input: NewPractice, now = platform.clock()): Promise<CreatedPractice> {
  const created = { practiceId: newId(), userId: newId(), practitionerId: newId() }
  const { practiceId, userId, practitionerId } = created
  const passwordHash = await hashPassword(input.password)
  const zone = input.timeZone ?? 'Europe/Paris'
  const identifier = input.identifier.trim().toLowerCase()
  await platform.db.inPractice(practiceId, (tx) =>
    completeWork(platform, { tx, practiceId, actor: { kind: 'system', id: null }, now, zone }, async (work) => {
      await tx.insertInto('practice').values({ slug: input.slug, name: input.practiceName, timeZone: zone, createdAt: now }).execute()
      await tx
        .insertInto('practitioner')
        .values({ id: practitionerId, displayName: input.displayName, profession: input.profession ?? '' })
        .execute()
      await tx
        .insertInto('userAccount')
        .values({ id: userId, practitionerId, identifier, displayName: input.displayName, passwordHash, createdAt: now })
        .execute()
      await tx.insertInto('directory.login').values({ identifier, practiceId, userId }).execute()
      await tx.insertInto('directory.practice').values({ practiceId, slug: input.slug, createdAt: now }).execute()
      work.audit('practice.create', { type: 'practice', id: practiceId })
    }),
  )
  return created
}
