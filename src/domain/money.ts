/** Integer cents of a euro. Never a fraction, never a float of euros. */
export type Cents = number

/** The largest amount that a PostgreSQL `integer` column of cents holds: 21 474 836,47 €. */
export const maxCents: Cents = 2_147_483_647

const noBreak = '\u00a0'
const narrowNoBreak = '\u202f'

/**
 * `6000` → `60,00 €`, `123456` → `1 234,56 €`: a narrow no-break space between thousands, a no-break
 * space before the sign (Imprimerie nationale). English: `€1,234.56`.
 */
export function formatCents(cents: Cents, locale: 'fr' | 'en' = 'fr'): string {
  const sign = cents < 0 ? '-' : ''
  const whole = String(Math.floor(Math.abs(cents) / 100))
  const fraction = String(Math.abs(cents) % 100).padStart(2, '0')
  if (locale === 'en') return `${sign}€${groupThousands(whole, ',')}.${fraction}`
  return `${sign}${groupThousands(whole, narrowNoBreak)},${fraction}${noBreak}€`
}

/** `123456` → `1234,56`, as an input field or a spreadsheet wants it; `parseCents` reads it back. */
export function formatPlainCents(cents: Cents): string {
  const fraction = String(Math.abs(cents) % 100).padStart(2, '0')
  return `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)},${fraction}`
}

/**
 * Reads an amount in euros as people type it: `60`, `60,5`, `60.50`, `1 234,56 €`, `-12,00`.
 * Refuses (undefined) more than two decimals, thousands that are not groups of three, `1.234`
 * (a thousand or one euro and some?), anything above `maxCents`, and text that is not an amount.
 */
export function parseCents(text: string): Cents | undefined {
  const compact = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/\s*(€|euros?|eur)$/i, '')
  const match = /^(-?)(\d{1,3}(?:[\s'’]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)(?:[.,](\d{1,2}))?$/.exec(compact)
  if (!match) return undefined
  const euros = Number((match[2] ?? '').replace(/\D/g, ''))
  const cents = euros * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  if (cents > maxCents) return undefined
  return match[1] === '-' && cents > 0 ? -cents : cents
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  if (!Number.isSafeInteger(total)) throw new RangeError(`Not a sum of whole cents: ${total}`)
  return total
}

/**
 * Splits an amount that includes VAT. `rateBasisPoints`: 2000 is 20 %. The net amount is rounded to
 * the nearest cent, halves away from zero, and the VAT is the rest: the two always add up.
 */
export function splitVat(grossCents: Cents, rateBasisPoints: number): { netCents: Cents; vatCents: Cents } {
  const netCents = divideRounding(grossCents * 10_000, 10_000 + rateBasisPoints)
  return { netCents, vatCents: grossCents - netCents }
}

/** VAT to add to a net amount, rounded to the nearest cent, halves away from zero. 2000 is 20 %. */
export function addVat(netCents: Cents, rateBasisPoints: number): { vatCents: Cents; grossCents: Cents } {
  const vatCents = divideRounding(netCents * rateBasisPoints, 10_000)
  return { vatCents, grossCents: netCents + vatCents }
}

function divideRounding(numerator: number, denominator: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new RangeError(`Cannot divide ${numerator} by ${denominator} exactly`)
  }
  const size = Math.abs(numerator)
  const remainder = size % denominator
  const quotient = (size - remainder) / denominator + (remainder * 2 >= denominator ? 1 : 0)
  return numerator < 0 && quotient > 0 ? -quotient : quotient
}

function groupThousands(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, separator)
}
