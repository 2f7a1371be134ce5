import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { seed } from '#test/seed.ts'
import { type World, createWorld } from '#test/world.ts'
import { insertPatient } from '#test/worlds/billing.ts'
import {
  allocatePayment,
  cancelPayment,
  createInvoice,
  creditInvoice,
  issueInvoice,
  recordPayment,
  restorePayment,
} from './index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** One step of a practitioner's life with money; `pick` chooses among what exists, so that shrinking stays meaningful. */
type Step =
  | { do: 'issue'; prices: number[] }
  | { do: 'pay'; pick: number; amount: number; method: 'card' | 'cheque' }
  | { do: 'credit' | 'cancel' | 'restore' | 'allocate'; pick: number }

const pick = fc.nat({ max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('issue' as const),
    prices: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constant('pay' as const),
    pick,
    amount: fc.integer({ min: 1, max: 20_000 }),
    method: fc.constantFrom('card' as const, 'cheque' as const),
  }),
  fc.record({
    do: fc.constantFrom('credit' as const, 'cancel' as const, 'restore' as const, 'allocate' as const),
    pick,
  }),
)

interface Life {
  patientId: string
  invoices: string[]
  payments: string[]
}

async function take(work: Work, life: Life, next: Step): Promise<void> {
  const choose = (list: string[], index: number) => list[index % Math.max(1, list.length)]
  switch (next.do) {
    case 'issue': {
      const lines = next.prices.map((unitPriceCents) => ({
        label: 'Séance',
        quantity: 1,
        unitPriceCents,
        vatMode: 'STANDARD' as const,
        vatRateBasisPoints: 2000,
        serviceDate: null,
        sessionId: null,
      }))
      const made = await createInvoice(work, { patientId: life.patientId, lines })
      if (isRefused(made) || isRefused(await issueInvoice(work, made.invoiceId)))
        throw new Error('an invoice was refused')
      life.invoices.push(made.invoiceId)
      return
    }
    case 'pay': {
      const invoiceId = choose(life.invoices, next.pick)
      const recorded = await recordPayment(work, {
        patientId: life.patientId,
        invoiceId,
        method: next.method,
        amountCents: next.amount,
        receivedOn: work.today,
      })
      if (!isRefused(recorded)) life.payments.push(recorded.paymentId)
      return
    }
    case 'credit': {
      const id = choose(life.invoices, next.pick)
      // A second credit note is refused, and its number goes back with the transaction: here it would stay.
      if (
        id &&
        !(await work.tx
          .selectFrom('invoice')
          .select('id')
          .where('creditedInvoiceId', '=', id)
          .executeTakeFirst())
      )
        await creditInvoice(work, id)
      return
    }
    default: {
      const id = choose(life.payments, next.pick)
      if (!id) return
      const act = { cancel: cancelPayment, restore: restorePayment, allocate: allocatePayment }[next.do]
      await act(work, id)
    }
  }
}

test('what is owed is always the total less payments and credit notes, whatever was done in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const life: Life = { patientId: await insertPatient(world.alice, 'Hasard'), invoices: [], payments: [] }
      for (const next of steps) await world.alice.work((work) => take(work, life, next))
      expect(await findUnproven()).toEqual([])
    }),
    { seed, numRuns: 25 },
  )
}, 120_000)

test('the proof itself can fail', async () => {
  const patientId = await insertPatient(world.alice, 'Faux')
  const life: Life = { patientId, invoices: [], payments: [] }
  await world.alice.work((work) => take(work, life, { do: 'issue', prices: [5000] }))
  await world.alice.work(({ tx }) =>
    tx
      .updateTable('invoice')
      .set({ dueCents: 1 })
      .where('id', '=', life.invoices[0] ?? '')
      .execute(),
  )
  expect(await findUnproven()).toEqual([{ what: 'due', id: life.invoices[0] }])
})

/** Every row of every practice whose amounts cannot be derived again from lines, shares and credit notes. */
async function findUnproven(): Promise<unknown[]> {
  return asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query(`
      with shares as (
        select a.*, p.cancelled_at is null and a.released_at is null as living from payment_allocation a
        join payment p on p.practice_id = a.practice_id and p.id = a.payment_id
      ), lines as (
        select practice_id, invoice_id, sum(base) as net, sum(floor(base * rate / 10000.0 + 0.5)) as vat
        from (select practice_id, invoice_id, vat_mode, vat_rate_basis_points as rate, sum(quantity * unit_price_cents) as base
              from invoice_line group by 1, 2, 3, 4) groups
        group by 1, 2
      )
      select 'due' as what, i.id from invoice i
      where i.due_cents <> case
        when i.status <> 'issued' or i.kind = 'creditNote' then 0
        when exists (select from invoice c where c.practice_id = i.practice_id and c.credited_invoice_id = i.id and c.status = 'issued') then 0
        else i.total_cents - coalesce((select sum(amount_cents) from shares s where s.practice_id = i.practice_id and s.invoice_id = i.id and s.living), 0) end
      union all
      select 'credited but paid', i.id from invoice i
      where exists (select from invoice c where c.practice_id = i.practice_id and c.credited_invoice_id = i.id and c.status = 'issued')
        and exists (select from shares s where s.practice_id = i.practice_id and s.invoice_id = i.id and s.living)
      union all
      select 'total', i.id from invoice i
      where i.total_cents <> coalesce((select net + vat from lines l where l.practice_id = i.practice_id and l.invoice_id = i.id), 0)
      union all
      select 'spent too much', p.id from payment p
      where p.amount_cents < coalesce((select sum(amount_cents) from shares s where s.practice_id = p.practice_id and s.payment_id = p.id and s.living), 0)
      union all
      select 'gap', c.id from invoice_counter c
      where c.last_number <> (select count(*) from invoice i where i.practice_id = c.practice_id and i.series = c.series)
         or c.last_number <> (select max(sequence) from invoice i where i.practice_id = c.practice_id and i.series = c.series)`)
    return rows
  })
}
