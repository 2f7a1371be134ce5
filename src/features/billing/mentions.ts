import type { PricedLine, VatMode } from './totals.ts'

/** Why no VAT is asked, in the words the tax code's readers expect; nothing where VAT is asked. */
const vatMentions: Readonly<Record<VatMode, string | undefined>> = {
  EXEMPT_CARE: 'TVA non applicable, art. 261-4-1° du CGI',
  FRANCHISE: 'TVA non applicable, art. 293 B du CGI',
  STANDARD: undefined,
}

export function vatMention(mode: VatMode): string | undefined {
  return vatMentions[mode]
}

/**
 * The sentences an invoice must carry: one per way of not asking VAT, and, where the payer is a business or
 * an institution, what late payment costs (code de commerce, art. L. 441-9 and L. 441-10; not asked of persons).
 */
export function mentionsOf(
  lines: readonly PricedLine[],
  payerKind: 'person' | 'organisation' | undefined,
): string[] {
  const vat = [...new Set(lines.map((line) => line.vatMode))].flatMap((mode) => vatMention(mode) ?? [])
  const late =
    payerKind === 'organisation'
      ? [
          'En cas de retard de paiement : pénalités au taux de trois fois l’intérêt légal et indemnité forfaitaire pour frais de recouvrement de 40,00 € (art. L. 441-10 du code de commerce). Pas d’escompte pour paiement anticipé.',
        ]
      : []
  return [...vat, ...late]
}
