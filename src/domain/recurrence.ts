/**
 * A weekly series as the agenda stores it: every `intervalWeeks` weeks at the same wall time, until
 * `lastDate` (included) or after `count` occurrences, without the `skippedDates`. Civil dates are ISO.
 */
export type WeeklySeries = {
  readonly firstDate: string
  readonly intervalWeeks: number
  readonly end: { readonly lastDate: string } | { readonly count: number }
  readonly skippedDates: readonly string[]
}
