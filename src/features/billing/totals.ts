import { addVat, sumCents } from '#src/domain/money.ts'

export const VAT_MODES = ['EXEMPT_CARE', 'FRANCHISE', 'STANDARD'] as const
export type VatMode = (typeof VAT_MODES)[number]

export interface PricedLine {
  quantity: number
  /** Before tax where the mode is STANDARD; what is paid otherwise. */
  unitPriceCents: number
  vatMode: VatMode
  /** 2000 is 20 %; 0 unless the mode is STANDARD. */
  vatRateBasisPoints: number
}

export interface VatGroup {
  vatMode: VatMode
  vatRateBasisPoints: number
  baseCents: number
  vatCents: number
}

export interface Totals {
  netCents: number
  vatCents: number
  totalCents: number
  /** One per mode and rate, in the order of the lines. */
  groups: readonly VatGroup[]
}

/** The most one invoice can come to, in cents: what one payment can be. */
export const MAX_TOTAL_CENTS = 100_000_000

/**
 * Sums an invoice. VAT is worked out once per rate on the sum of its lines and rounded half up to the cent
 * (EN 16931, BR-CO-17 and BR-S-08), so that the printed bases and taxes add up to the printed total.
 */
export function computeTotals(lines: readonly PricedLine[]): Totals {
  const bases = new Map<string, VatGroup>()
  for (const line of lines) {
    const vatRateBasisPoints = line.vatMode === 'STANDARD' ? line.vatRateBasisPoints : 0
    const key = `${line.vatMode}:${vatRateBasisPoints}`
    const group = bases.get(key) ?? { vatMode: line.vatMode, vatRateBasisPoints, baseCents: 0, vatCents: 0 }
    bases.set(key, { ...group, baseCents: group.baseCents + lineAmount(line) })
  }
  const groups = [...bases.values()].map((group) => ({
    ...group,
    vatCents: addVat(group.baseCents, group.vatRateBasisPoints).vatCents,
  }))
  const netCents = sumCents(groups.map((group) => group.baseCents))
  const vatCents = sumCents(groups.map((group) => group.vatCents))
  return { netCents, vatCents, totalCents: netCents + vatCents, groups }
}

export function lineAmount(line: Pick<PricedLine, 'quantity' | 'unitPriceCents'>): number {
  return line.quantity * line.unitPriceCents
}
