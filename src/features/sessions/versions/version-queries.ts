import type { Work } from '#src/platform/work.ts'
import { getVersion, unsealVersion } from '../notes/note-store.ts'
import { type SessionDetails, getSession } from '../notes/session-queries.ts'
import { patientEvents } from '#src/features/patients/index.ts'

export interface VersionLine {
  version: number
  reason: string
  createdAt: Temporal.Instant
  authorName: string
}

export interface VersionList {
  session: SessionDetails
  versions: readonly VersionLine[]
}

/** Every version of a session's note, newest first, without their texts. */
export async function listVersions(work: Work, sessionId: string): Promise<VersionList> {
  const session = await getSession(work, sessionId)
  work.record(patientEvents.read, session.patientId, { sessionId, part: 'versions' })
  const versions = await work.tx
    .selectFrom('noteVersion')
    .innerJoin('userAccount', 'userAccount.id', 'noteVersion.authorId')
    .select([
      'noteVersion.version',
      'noteVersion.reason',
      'noteVersion.createdAt',
      'userAccount.displayName as authorName',
    ])
    .where('noteVersion.practiceId', '=', work.practiceId)
    .where('noteVersion.sessionId', '=', sessionId)
    .orderBy('noteVersion.version', 'desc')
    .execute()
  return { session, versions }
}

export interface Comparison {
  session: SessionDetails
  version: number
  createdAt: Temporal.Instant
  text: string
  /** What it is compared with: the version before it or the present one; undefined where there is none. */
  other: { version: number; text: string } | undefined
  face: 'precedente' | 'actuelle'
}

/** A version's text beside the one before it, or beside the present one. Throws NotFound. */
export async function compareVersion(
  work: Work,
  input: { sessionId: string; version: number; face: 'precedente' | 'actuelle' },
): Promise<Comparison> {
  const { sessionId, version, face } = input
  const session = await getSession(work, sessionId)
  work.record(patientEvents.read, session.patientId, { sessionId, part: 'version', version })
  const read = async (number: number) => {
    const row = await getVersion(work, sessionId, number)
    return {
      version: number,
      text: await unsealVersion(work, session.patientId, row),
      createdAt: row.createdAt,
    }
  }
  const { text, createdAt } = await read(version)
  const otherNumber = face === 'actuelle' ? session.noteVersion : version - 1
  const other = otherNumber > 0 && otherNumber !== version ? await read(otherNumber) : undefined
  return { session, version, createdAt, text, other, face }
}
