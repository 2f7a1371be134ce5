import { sql } from '#src/db/sql.ts'
import { dayRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'

/** Lines shown of each list; the count says how many there are. All of them, on demand, up to a page's worth. */
const SHOWN = 4
const ALL_SHOWN = 200
/** A session without a note a month later will not get one: it is left in peace. */
const NOTE_DAYS = 30
/** Money is looked for further back; what is older than a year is found where a month is invoiced at once. */
const INVOICE_DAYS = 366

interface Named {
  patientId: string
  firstName: string
  lastName: string
}

export interface UnpaidInvoice extends Named {
  id: string
  number: string
  dueOn: Temporal.PlainDate | null
  dueCents: number
}

export interface Unpaid {
  items: readonly UnpaidInvoice[]
  count: number
  totalCents: number
}

/** Invoices still owed, longest due first. One statement. */
export async function listUnpaid(work: Work, all: boolean): Promise<Unpaid> {
  const { rows } = await sql<UnpaidInvoice & { count: number; totalCents: number }>`
    select i.id, i.number, i.due_on, i.due_cents, i.patient_id, p.first_name, p.last_name,
      count(*) over () as count, sum(i.due_cents) over () as total_cents
    from invoice i join patient p on p.practice_id = i.practice_id and p.id = i.patient_id
    where i.practice_id = ${work.practiceId} and i.due_cents > 0 and i.kind = 'invoice' and i.status = 'issued'
    order by i.due_on, i.id limit ${shown(all)}`.execute(work.tx)
  return {
    items: rows.map(({ count: _count, totalCents: _total, ...invoice }) => invoice),
    count: rows[0]?.count ?? 0,
    totalCents: rows[0]?.totalCents ?? 0,
  }
}

export interface SessionToDo extends Named {
  id: string
  startsAt: Temporal.Instant
  priceCents: number
}

export interface ToDoList<Item> {
  items: readonly Item[]
  count: number
}

export interface SessionsToDo {
  /** Held and not noted. */
  toNote: ToDoList<SessionToDo>
  /** Held, with a price, and on no invoice in force nor draft. */
  toInvoice: ToDoList<SessionToDo>
  /** Typed and never saved. */
  unsaved: ToDoList<SessionToDo>
}

/**
 * What the sessions of earlier days still ask for, newest first; today's have their buttons in the day itself.
 * One statement.
 */
export async function listSessionsToDo(work: Work, all: boolean): Promise<SessionsToDo> {
  const today = dayRange(work.today, work.zone).startsAt
  const since = (days: number): Temporal.Instant => work.now.subtract({ hours: 24 * days })
  const columns = sql`s.id, s.starts_at, s.price_cents, s.patient_id, s.practice_id, count(*) over () as count`
  // An invoice is begun after its session was held: older ones need no looking at. Lists are compared by hashing
  // (`not in`, and `in … is true`, which the planner leaves alone): without statistics yet, as after an import, a
  // plan that joins everything with everything would take longer than anybody waits.
  const { rows } = await sql<SessionToDo & { list: keyof SessionsToDo; count: number }>`
    with in_force as materialized (
      select i.id from invoice i
      where i.practice_id = ${work.practiceId} and i.created_at >= ${since(INVOICE_DAYS + 1)}
        and i.kind = 'invoice' and i.status <> 'discarded'
        and i.id not in (
          select c.credited_invoice_id from invoice c
          where c.practice_id = ${work.practiceId} and c.created_at >= ${since(INVOICE_DAYS + 1)}
            and c.status = 'issued' and c.credited_invoice_id is not null)),
    invoiced as materialized (
      select l.session_id from invoice_line l
      where l.practice_id = ${work.practiceId} and l.session_id is not null
        and (l.invoice_id in (select id from in_force)) is true),
    to_do as materialized (
      (select 'toNote' as list, ${columns} from session s
       where s.practice_id = ${work.practiceId} and s.starts_at >= ${since(NOTE_DAYS)} and s.starts_at < ${today}
         and s.undone_at is null and s.note_version = 0
         and not exists (select from note_draft d where d.practice_id = s.practice_id and d.session_id = s.id
           and d.settled_at is null)
       order by s.starts_at desc limit ${shown(all)})
      union all
      (select 'toInvoice', ${columns} from session s
       where s.practice_id = ${work.practiceId} and s.starts_at >= ${since(INVOICE_DAYS)} and s.starts_at < ${today}
         and s.undone_at is null and s.price_cents > 0
         and s.id not in (select session_id from invoiced)
       order by s.starts_at desc limit ${shown(all)})
      union all
      (select 'unsaved', ${columns} from session s
       where s.practice_id = ${work.practiceId} and s.id in (
         select d.session_id from note_draft d
         where d.practice_id = ${work.practiceId} and d.settled_at is null)
       order by s.starts_at desc limit ${shown(all)}))
    select t.list, t.id, t.starts_at, t.price_cents, t.count, t.patient_id, p.first_name, p.last_name
    from to_do t join patient p on p.practice_id = t.practice_id and p.id = t.patient_id
    order by t.starts_at desc, t.id`.execute(work.tx)
  const listOf = (name: keyof SessionsToDo): ToDoList<SessionToDo> => {
    const own = rows.filter((row) => row.list === name)
    return { items: own.map(({ list: _list, count: _count, ...item }) => item), count: own[0]?.count ?? 0 }
  }
  return { toNote: listOf('toNote'), toInvoice: listOf('toInvoice'), unsaved: listOf('unsaved') }
}

export interface InvoiceDraft extends Named {
  id: string
  kind: 'invoice' | 'creditNote'
  totalCents: number
}

/** Invoices and credit notes begun and not issued, newest first. One statement. */
export async function listInvoiceDrafts(work: Work, all: boolean): Promise<ToDoList<InvoiceDraft>> {
  const { rows } = await sql<InvoiceDraft & { count: number }>`
    select i.id, i.kind, i.total_cents, i.patient_id, p.first_name, p.last_name, count(*) over () as count
    from invoice i join patient p on p.practice_id = i.practice_id and p.id = i.patient_id
    where i.practice_id = ${work.practiceId} and i.status = 'draft'
      and i.created_at >= ${work.now.subtract({ hours: 24 * INVOICE_DAYS })}
    order by i.created_at desc, i.id limit ${shown(all)}`.execute(work.tx)
  return { items: rows.map(({ count: _count, ...draft }) => draft), count: rows[0]?.count ?? 0 }
}

function shown(all: boolean): number {
  return all ? ALL_SHOWN : SHOWN
}
