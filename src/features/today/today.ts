import type { Work } from '#src/platform/work.ts'
import { type Coming, type DayAppointment, listComing, listDay } from './day-queries.ts'
import {
  type InvoiceDraft,
  type SessionsToDo,
  type ToDoList,
  type Unpaid,
  listInvoiceDrafts,
  listSessionsToDo,
  listUnpaid,
} from './to-do-queries.ts'

export interface Today extends Coming, SessionsToDo {
  date: Temporal.PlainDate
  appointments: readonly DayAppointment[]
  unpaid: Unpaid
  invoiceDrafts: ToDoList<InvoiceDraft>
  /** The session just held, where the page follows that. */
  justHeld: DayAppointment | undefined
}

/** The practitioner's day in five statements: who comes, what is unpaid, what is to do. */
export async function readToday(work: Work, justHeldId?: string): Promise<Today> {
  const appointments = await listDay(work, work.today)
  return {
    date: work.today,
    appointments,
    ...(await listComing(work)),
    unpaid: await listUnpaid(work),
    ...(await listSessionsToDo(work)),
    invoiceDrafts: await listInvoiceDrafts(work),
    justHeld: appointments.find(
      (appointment) => appointment.session?.id === justHeldId && justHeldId !== undefined,
    ),
  }
}
