import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { restoreAppointment, unsetHeld } from '#src/features/agenda/index.ts'
import { invoiceInForce } from './invoice-in-force.ts'
import { sessionEvents } from './events.ts'

type RefusalOf<Action extends (...args: never[]) => Promise<unknown>> = Extract<
  Awaited<ReturnType<Action>>,
  { refused: string }
>
export type UndoRefused =
  | RefusalOf<typeof unsetHeld>
  | RefusalOf<typeof restoreAppointment>
  | Refused<'invoiced', { invoiceId: string; number: string }>

export interface Restored {
  appointmentId: string
  /** True when a session held was taken back; false for a cancellation or a miss. */
  wasHeld: boolean
  status: string
}

/**
 * Takes back what was last said of an appointment: held, cancelled or missed. A session that an invoice in force
 * has is refused: the credit note comes first. An undone session keeps its notes. Throws NotFound.
 */
export async function undoSession(work: Work, appointmentId: string): Promise<Restored | UndoRefused> {
  const appointment = await work.tx
    .selectFrom('appointment')
    .select('status')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  if (!appointment) throw new NotFound('appointment')
  const wasHeld = appointment.status === 'held'
  const restored = wasHeld
    ? await unsetHeld(work, appointmentId)
    : await restoreAppointment(work, appointmentId)
  if (isRefused(restored)) return restored
  if (wasHeld) {
    const refused = await withdrawSession(work, appointmentId)
    if (refused) return refused
  }
  return { appointmentId, wasHeld, status: restored.status }
}

async function withdrawSession(work: Work, appointmentId: string): Promise<UndoRefused | undefined> {
  const session = await work.tx
    .selectFrom('session')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('appointmentId', '=', appointmentId)
    .where('undoneAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!session) return undefined
  const { id } = session
  // Read under the session's lock, by a statement of its own: an invoice issued while waiting for it is seen.
  const { invoice } = await work.tx
    .selectFrom('session')
    .select(invoiceInForce.as('invoice'))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (invoice?.status === 'issued')
    return { refused: 'invoiced', invoiceId: invoice.id, number: invoice.number ?? '' }
  await work.tx
    .updateTable('session')
    .set((set) => ({ undoneAt: work.now, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(sessionEvents.undo, id, { appointmentId })
  return undefined
}
