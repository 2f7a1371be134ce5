import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { spread } from './allocation.ts'
import { cashLimits, standardVatRates, valueOn } from './law.ts'
import { mentionsOf } from './mentions.ts'
import { statusOf } from './status.ts'
import { type PricedLine, VAT_MODES, computeTotals } from './totals.ts'

const care: PricedLine = { quantity: 1, unitPriceCents: 6000, vatMode: 'EXEMPT_CARE', vatRateBasisPoints: 0 }
const taxed = (quantity: number, unitPriceCents: number, vatRateBasisPoints = 2000): PricedLine => ({
  quantity,
  unitPriceCents,
  vatMode: 'STANDARD',
  vatRateBasisPoints,
})

test('care is what is paid, without tax', () => {
  expect(computeTotals([care, { ...care, quantity: 3 }])).toEqual({
    netCents: 24000,
    vatCents: 0,
    totalCents: 24000,
    groups: [{ vatMode: 'EXEMPT_CARE', vatRateBasisPoints: 0, baseCents: 24000, vatCents: 0 }],
  })
  expect(computeTotals([]).totalCents).toBe(0)
})

test('tax is rounded once per rate, half up, not line by line', () => {
  // Three lines of 0,13 € at 20 %: 0,026 each would be 3 × 0,03; the group is 0,39 × 20 % = 0,078, so 0,08.
  expect(computeTotals([taxed(1, 13), taxed(1, 13), taxed(1, 13)])).toMatchObject({
    netCents: 39,
    vatCents: 8,
    totalCents: 47,
  })
  // 0,05 € at 10 % is half a cent: up.
  expect(computeTotals([taxed(1, 5, 1000)]).vatCents).toBe(1)
  expect(computeTotals([taxed(1, 10000), taxed(2, 5000, 550), care])).toMatchObject({
    netCents: 26000,
    vatCents: 2550,
    totalCents: 28550,
    groups: [{ vatCents: 2000 }, { vatCents: 550 }, { vatCents: 0 }],
  })
})

const line: fc.Arbitrary<PricedLine> = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  unitPriceCents: fc.integer({ min: 0, max: 100_000 }),
  vatMode: fc.constantFrom(...VAT_MODES),
  vatRateBasisPoints: fc.constantFrom(210, 550, 1000, 2000),
})

test('whatever the lines, the printed parts add up to the printed total', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const totals = computeTotals(lines)
      expect(totals.netCents).toBe(lines.reduce((sum, one) => sum + one.quantity * one.unitPriceCents, 0))
      expect(totals.netCents).toBe(totals.groups.reduce((sum, group) => sum + group.baseCents, 0))
      expect(totals.vatCents).toBe(totals.groups.reduce((sum, group) => sum + group.vatCents, 0))
      expect(totals.totalCents).toBe(totals.netCents + totals.vatCents)
      for (const group of totals.groups) {
        const exact = (BigInt(group.baseCents) * BigInt(group.vatRateBasisPoints) * 2n + 10_000n) / 20_000n
        expect(BigInt(group.vatCents)).toBe(exact)
        expect(group.vatMode === 'STANDARD' || group.vatCents === 0).toBe(true)
      }
    }),
    { seed },
  )
})

test('a payment fills debts in their order, and never more than there is', () => {
  expect(
    spread(10000, [
      { invoiceId: 'a', dueCents: 6000 },
      { invoiceId: 'b', dueCents: 6000 },
    ]),
  ).toEqual({
    allocations: [
      { invoiceId: 'a', amountCents: 6000 },
      { invoiceId: 'b', amountCents: 4000 },
    ],
    restCents: 0,
  })
  const debts = fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), debts, (amount, dues) => {
      const list = dues.map((dueCents, index) => ({ invoiceId: String(index), dueCents }))
      const { allocations, restCents } = spread(amount, list)
      const spent = allocations.reduce((sum, one) => sum + one.amountCents, 0)
      expect(spent + restCents).toBe(amount)
      expect(spent).toBe(
        Math.min(
          amount,
          dues.reduce((sum, due) => sum + due, 0),
        ),
      )
      for (const { invoiceId, amountCents } of allocations) {
        expect(amountCents).toBeGreaterThan(0)
        expect(amountCents).toBeLessThanOrEqual(dues[Number(invoiceId)] ?? 0)
      }
    }),
    { seed },
  )
})

test('the law is dated', () => {
  const on = (day: string) => Temporal.PlainDate.from(day)
  expect([valueOn(standardVatRates, on('2013-12-31')), valueOn(standardVatRates, on('2014-01-01'))]).toEqual([
    1960, 2000,
  ])
  expect([valueOn(cashLimits, on('2015-08-31')), valueOn(cashLimits, on('2026-11-22'))]).toEqual([
    300_000, 100_000,
  ])
})

test('each way of not asking VAT has its sentence, once; late payment is for businesses', () => {
  expect(mentionsOf([care, care], undefined)).toEqual(['TVA non applicable, art. 261-4-1° du CGI'])
  expect(mentionsOf([{ ...care, vatMode: 'FRANCHISE' }], 'person')).toEqual([
    'TVA non applicable, art. 293 B du CGI',
  ])
  expect(mentionsOf([taxed(1, 100)], 'person')).toEqual([])
  expect(mentionsOf([care], 'organisation')[1]).toContain('40,00 €')
})

test('the state of an invoice', () => {
  const issued = { kind: 'invoice', status: 'issued', dueCents: 100, credited: false }
  expect(statusOf(issued)).toBe('issued')
  expect(statusOf({ ...issued, dueCents: 0 })).toBe('paid')
  expect(statusOf({ ...issued, dueCents: 0, credited: true })).toBe('credited')
  expect(statusOf({ ...issued, kind: 'creditNote', dueCents: 0 })).toBe('issued')
  expect(statusOf({ ...issued, status: 'draft', dueCents: 0 })).toBe('draft')
})
