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
  /** Every line was asked for, not only the first ones. */
  all: boolean
}

/** The practitioner's day in five statements: who comes, what is unpaid, what is to do. */
export async function readToday(
  work: Work,
  options: { justHeldId?: string | undefined; all?: boolean } = {},
): Promise<Today> {
  const { justHeldId, all = false } = options
  const appointments = await listDay(work, work.today)
  return {
    all,
    date: work.today,
    appointments,
    ...(await listComing(work)),
    unpaid: await listUnpaid(work, all),
    ...(await listSessionsToDo(work, all)),
    invoiceDrafts: await listInvoiceDrafts(work, all),
    justHeld: appointments.find(
      (appointment) => appointment.session?.id === justHeldId && justHeldId !== undefined,
    ),
  }
}
