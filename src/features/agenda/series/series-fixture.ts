/** For tests: what a client reads of a series, or of why there is none. */
export interface SeriesAnswer {
  id: string
  seriesId: string
  changeId: string
  rule: string
  items: { id: string; startsAt: string; seriesId: string }[]
  skipped: PlannedAnswer[]
  left: PlannedAnswer[]
  dates: PlannedAnswer[]
  code: string
  errors: { field?: string; message: string }[]
}

interface PlannedAnswer {
  key: string
  date: string
  reason: string | null
  label: string
  nearest: { startsAt: string }[]
}
