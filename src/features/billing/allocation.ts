export interface Debt {
  invoiceId: string
  dueCents: number
}

export interface Allocation {
  invoiceId: string
  amountCents: number
}

/**
 * Spreads an amount over debts in their order, each filled before the next. What is left over stays with the
 * payment: an allocation never exceeds what is owed, nor all of them the amount.
 */
export function spread(
  amountCents: number,
  debts: readonly Debt[],
): { allocations: Allocation[]; restCents: number } {
  let restCents = amountCents
  const allocations: Allocation[] = []
  for (const debt of debts) {
    const share = Math.min(restCents, debt.dueCents)
    if (share <= 0) continue
    allocations.push({ invoiceId: debt.invoiceId, amountCents: share })
    restCents -= share
  }
  return { allocations, restCents }
}
