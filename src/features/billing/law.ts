/** What a law sets from a day on. The law may change it: a new line with its date and source, never a new constant. */
export interface DatedValue {
  /** First civil day, ISO 8601. */
  from: string
  value: number
  source: string
}

/** The standard VAT rate, in basis points. */
export const standardVatRates: readonly DatedValue[] = [
  { from: '2000-04-01', value: 1960, source: 'loi n° 2000-656, art. 1' },
  { from: '2014-01-01', value: 2000, source: 'CGI art. 278 (loi n° 2012-1510, art. 68)' },
]

/** Above this, a professional may not be paid in cash by someone domiciled in France; in cents. */
export const cashLimits: readonly DatedValue[] = [
  { from: '2010-06-18', value: 300_000, source: 'CMF art. D. 112-3 (décret n° 2010-662)' },
  { from: '2015-09-01', value: 100_000, source: 'CMF art. L. 112-6 et D. 112-3 (décret n° 2015-741)' },
]

/** The value in force on that day; the oldest known one before it. */
export function valueOn(values: readonly DatedValue[], date: Temporal.PlainDate): number {
  const day = date.toString()
  const inForce = values.filter((candidate) => candidate.from <= day).at(-1) ?? values[0]
  if (!inForce) throw new Error('no value is known')
  return inForce.value
}
