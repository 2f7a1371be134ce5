import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { isRefused, type Refused } from '#src/domain/refusal.ts'
import { newPracticeCode } from '#src/platform/links/token.ts'
import { normalizeIdentifier } from '#src/platform/login/identifier.ts'
import { hashPassword } from '#src/platform/login/password.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { createAgendaDefaults } from '#src/features/planning/index.ts'
import { completeWork } from '#src/platform/work-for.ts'
import { installationEvents, practiceEvents } from './events.ts'

export interface NewPractice {
  practiceName: string
  displayName: string
  profession?: string
  identifier: string
  password: string
  slug: string
  timeZone?: string
  /** INSEE department code. */
  department?: string
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
export async function createPractice(
  platform: Platform,
  input: NewPractice,
  now = platform.clock(),
): Promise<CreatedPractice> {
  const created = await settle(platform, input, now)
  if (isRefused(created)) throw new Error('nothing refuses a practice without a code')
  return created
}

/** The same, by whoever holds the console's code, which is used up in the same transaction. */
export async function createFirstPractice(
  platform: Platform,
  input: NewPractice,
  codeHash: Buffer,
): Promise<CreatedPractice | Refused<'wrong-code'>> {
  const now = platform.clock()
  return settle(platform, input, now, async (work) => {
    const { rows } = await sql<{ finished: boolean }>`
      select finish_first_steps(${codeHash}, ${now.toString()}) as finished`.execute(work.tx)
    work.record(installationEvents['first-steps'], work.practiceId)
    return rows[0]?.finished === true
  })
}

async function settle(
  platform: Platform,
  input: NewPractice,
  now: Temporal.Instant,
  isAllowed: (work: Work) => Promise<boolean> = async () => true,
): Promise<CreatedPractice | Refused<'wrong-code'>> {
  const created = { practiceId: newId(), userId: newId(), practitionerId: newId() }
  const passwordHash = await hashPassword(input.password)
  for (let tries = 1; ; tries++) {
    try {
      return await insert(platform, { input, created, passwordHash, now, isAllowed })
    } catch (error) {
      // Of 16 million codes another practice has this one: nothing was kept, and the next is as good.
      if (tries === MOST_TRIES || !(error instanceof Error && 'constraint' in error)) throw error
      if (error.constraint !== 'practice_code') throw error
    }
  }
}

const MOST_TRIES = 5

interface Wanted {
  input: NewPractice
  created: CreatedPractice
  passwordHash: string
  now: Temporal.Instant
  isAllowed(work: Work): Promise<boolean>
}

async function insert(
  platform: Platform,
  { input, created, passwordHash, now, isAllowed }: Wanted,
): Promise<CreatedPractice | Refused<'wrong-code'>> {
  const { practiceId } = created
  const zone = input.timeZone ?? 'Europe/Paris'
  return platform.db.inPractice(practiceId, (tx, atEnd) =>
    completeWork(
      platform,
      { tx, practiceId, actor: { kind: 'system', id: null }, now, zone },
      atEnd,
      async (work) => {
        await insertPractice(work, input, created, passwordHash)
        await createAgendaDefaults(work, created)
        work.record(practiceEvents.create, practiceId)
        return (await isAllowed(work)) ? created : { refused: 'wrong-code' as const }
      },
    ),
  )
}

async function insertPractice(
  work: Work,
  input: NewPractice,
  created: CreatedPractice,
  passwordHash: string,
): Promise<void> {
  const { tx, now: createdAt, zone: timeZone } = work
  const { practiceId, userId, practitionerId } = created
  const { slug, displayName, profession = '', department = null } = input
  const code = newPracticeCode()
  const identifier = normalizeIdentifier(input.identifier)
  await tx
    .insertInto('practice')
    .values({ slug, code, name: input.practiceName, timeZone, department, createdAt })
    .execute()
  await tx.insertInto('practitioner').values({ id: practitionerId, displayName, profession }).execute()
  await tx
    .insertInto('userAccount')
    .values({ id: userId, practitionerId, identifier, displayName, passwordHash, createdAt })
    .execute()
  await tx.insertInto('directory.login').values({ identifier, practiceId, userId }).execute()
  await tx.insertInto('directory.practice').values({ practiceId, slug, code, createdAt }).execute()
}
