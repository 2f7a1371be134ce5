import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type Draft, listDrafts } from './drafts.ts'
import { getVersion, unsealVersion } from './note-store.ts'
import { invoiceInForce, type InvoiceInForce } from '../invoice-in-force.ts'
import { patientEvents } from '#src/features/patients/index.ts'
import type { Status } from '#src/domain/appointment-status.ts'

/** One session, as its page and JSON clients know it. */
export interface SessionDetails {
  id: string
  appointmentId: string
  patientId: string
  patient: { firstName: string; lastName: string; kind: string }
  date: Temporal.PlainDate
  startsAt: Temporal.Instant
  durationMinutes: number
  priceCents: number
  typeName: string
  typeColour: string
  placeName: string | null
  appointmentStatus: Status
  undoneAt: Temporal.Instant | null
  noteVersion: number
  version: number
  /** The invoice that has it: the one in force, else a draft. */
  invoice: InvoiceInForce | null
}

/** Throws NotFound, for another practice's too. */
export async function getSession(work: Work, sessionId: string): Promise<SessionDetails> {
  const row = await work.tx
    .selectFrom('session')
    .innerJoin('appointment', 'appointment.id', 'session.appointmentId')
    .innerJoin('appointmentType', 'appointmentType.id', 'appointment.typeId')
    .innerJoin('patient', 'patient.id', 'session.patientId')
    .leftJoin('place', 'place.id', 'appointment.placeId')
    .select([
      'session.id',
      'session.appointmentId',
      'session.patientId',
      'session.date',
      'session.startsAt',
      'session.durationMinutes',
      'session.priceCents',
      'session.undoneAt',
      'session.noteVersion',
      'session.version',
      'appointment.status as appointmentStatus',
      'appointmentType.name as typeName',
      'appointmentType.colour as typeColour',
      'place.name as placeName',
      'patient.firstName',
      'patient.lastName',
      'patient.kind',
      invoiceInForce.as('invoice'),
    ])
    .where('session.practiceId', '=', work.practiceId)
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  if (!row) throw new NotFound('session')
  const { firstName, lastName, kind, appointmentStatus, ...session } = row
  return {
    ...session,
    appointmentStatus: appointmentStatus as Status,
    patient: { firstName, lastName, kind },
  }
}

export interface SessionWithNote {
  session: SessionDetails
  /** '' before the first version. */
  text: string
  savedAt: Temporal.Instant | undefined
  /** What was typed and never saved, newest first; without the one that is resumed. */
  drafts: readonly Draft[]
  resumed: Draft | undefined
}

/**
 * The session with its note and the drafts left behind. The draft that `resume` names is gone on with, or else
 * the newest of `userId`'s own, unless the note went on without it. A clinical read: it is on the record.
 */
export async function openSession(
  work: Work,
  sessionId: string,
  resume: { draftId?: string | undefined; userId?: string | undefined } = {},
): Promise<SessionWithNote> {
  const session = await getSession(work, sessionId)
  work.record(patientEvents.read, session.patientId, { sessionId, part: 'session' })
  const latest = session.noteVersion > 0 ? await getVersion(work, sessionId, session.noteVersion) : undefined
  const text = latest ? await unsealVersion(work, session.patientId, latest) : ''
  const drafts = await listDrafts(work, { id: sessionId, patientId: session.patientId, text })
  const resumed =
    drafts.find((draft) => draft.id === resume.draftId) ??
    drafts.find((draft) => draft.userId === resume.userId && draft.baseVersion === session.noteVersion)
  return {
    session,
    text,
    savedAt: latest?.createdAt,
    drafts: drafts.filter((draft) => draft !== resumed),
    resumed,
  }
}
