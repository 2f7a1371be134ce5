import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type World, createWorld } from '#test/world.ts'
import { type InvoiceBody, careLine, insertPatient, issueOne } from '#test/worlds/billing.ts'
import { createInvoice, creditInvoice, issueInvoice } from './index.ts'
import { workFor } from '#src/platform/work-for.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function drafts(count: number): Promise<string[]> {
  const patientId = await insertPatient(world.alice, 'Suite')
  const made = []
  for (let index = 0; index < count; index++)
    made.push(await world.alice.postJson('/factures', { patientId, lines: [careLine] }))
  return made.map((answer) => (answer.body as InvoiceBody).id)
}

const sequences = async () => {
  const rows = await world.alice.work(({ tx }) =>
    tx
      .selectFrom('invoice')
      .select(['series', 'sequence', 'issuedOn'])
      .where('status', '=', 'issued')
      .orderBy('series')
      .orderBy('sequence')
      .execute(),
  )
  return rows
}
const expectGapless = async (series: string, count: number) => {
  const found = (await sequences()).filter((row) => row.series === series).map((row) => row.sequence)
  expect(found).toEqual(Array.from({ length: count }, (_, index) => index + 1))
}

test('twenty issues at once take twenty consecutive numbers, over HTTP', async () => {
  const ids = await drafts(20)
  const answers = await Promise.all(ids.map((id) => world.alice.postJson(`/factures/${id}/emission`, {})))
  expect(answers.map((answer) => answer.status)).toEqual(ids.map(() => 200))
  const numbers = answers.map((answer) => (answer.body as InvoiceBody).number).sort()
  expect(numbers).toEqual(
    Array.from({ length: 20 }, (_, index) => `2026-${String(index + 1).padStart(4, '0')}`),
  )
})

test('those that fail among them give their numbers back', async () => {
  const ids = await drafts(20)
  const outcomes = await Promise.allSettled(
    ids.map((id, index) =>
      world.alice.work(async (work) => {
        const issued = await issueInvoice(work, id)
        // Every fourth fails after it took its number: by a bug, or by a refusal that rolls back.
        if (index % 4 === 0) throw new Error('broken after the number')
        if (index % 4 === 1) return { refused: 'changed-my-mind' as const }
        return issued
      }),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(5)
  await expectGapless('2026', 30)
})

test('one draft issued five times at once takes one number', async () => {
  const [id = ''] = await drafts(1)
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => world.alice.postJson(`/factures/${id}/emission`, {})),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409])
  await expectGapless('2026', 31)
})

test('invoices and credit notes share the sequence, whatever runs at once', async () => {
  const issued = []
  const patientId = await insertPatient(world.alice, 'Mêlée')
  for (let index = 0; index < 6; index++) issued.push(await issueOne(world.alice, patientId))
  const more = await drafts(6)
  await Promise.all([
    ...issued.map(({ id }) => world.alice.work((work) => creditInvoice(work, id))),
    ...more.map((id) => world.alice.work((work) => issueInvoice(work, id))),
    ...issued.map(({ id }) =>
      world.alice.postJson('/reglements', { invoiceId: id, method: 'card', amountCents: 1000 }),
    ),
  ])
  await expectGapless('2026', 31 + 6 + 12)
  const credited = await Promise.all(issued.map(({ id }) => world.alice.json(`/factures/${id}`)))
  expect(credited.map(({ body }) => (body as InvoiceBody).status)).toEqual(issued.map(() => 'credited'))
})

test('practices count for themselves', async () => {
  const bobs = await insertPatient(world.bob, 'Petit')
  expect((await issueOne(world.bob, bobs)).number).toBe('2026-0001')
})

/** Makes and issues one at that moment. */
async function issueAt(patientId: string, now: string) {
  const { practiceId, userId } = world.alice
  const issue = async (work: Work) => {
    const made = await createInvoice(work, {
      patientId,
      lines: [{ ...careLine, vatRateBasisPoints: 0, serviceDate: null, sessionId: null }],
    })
    if (isRefused(made)) return made
    const issued = await issueInvoice(work, made.invoiceId)
    if (isRefused(issued)) return issued
    return work.tx
      .selectFrom('invoice')
      .select(['number', 'issuedOn'])
      .where('id', '=', issued.invoiceId)
      .executeTakeFirstOrThrow()
  }
  const outcome = await workFor(
    world.platform,
    practiceId,
    { kind: 'user', id: userId },
    issue,
    Temporal.Instant.from(now),
  )
  return isRefused(outcome) ? outcome : [outcome.number, outcome.issuedOn?.toString()]
}

test('the year starts again at one, under the prefix typed, and nothing goes back in time', async () => {
  await world.alice.work(({ tx }) => tx.updateTable('practice').set({ invoicePrefix: 'PSY-' }).execute())
  const patientId = await insertPatient(world.alice, 'Janvier')
  // 31 December 23:30 UTC is already the new year in Paris.
  expect(await issueAt(patientId, '2026-12-31T23:30:00Z')).toEqual(['PSY-2027-0001', '2027-01-01'])
  expect(await issueAt(patientId, '2027-02-10T09:00:00Z')).toEqual(['PSY-2027-0002', '2027-02-10'])
  // A request that was on its way at midnight keeps the later date; a clock set back is refused, and takes no number.
  expect(await issueAt(patientId, '2027-02-09T22:59:00Z')).toEqual(['PSY-2027-0003', '2027-02-10'])
  expect(await issueAt(patientId, '2027-01-20T09:00:00Z')).toMatchObject({ refused: 'earlier-than-last' })
  expect(await issueAt(patientId, '2027-02-11T09:00:00Z')).toEqual(['PSY-2027-0004', '2027-02-11'])
  const rows = await sequences()
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before?.series !== row.series || !before.issuedOn || !row.issuedOn) continue
    expect(Temporal.PlainDate.compare(before.issuedOn, row.issuedOn)).toBeLessThanOrEqual(0)
  }
})
