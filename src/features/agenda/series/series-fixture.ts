import type { Answer } from '../agenda-fixture.ts'

/** For tests: what a client reads of a series. */
export type SeriesAnswer = Answer & {
  seriesId: string
  changeId: string
  rule: string
  items: {
    id: string
    startsAt: string
    status: string
    seriesId: string
    version: number
    priceCents: number
  }[]
  skipped: PlannedAnswer[]
  left: PlannedAnswer[]
  dates: (PlannedAnswer & { key: string; takenAt: string | null })[]
}

interface PlannedAnswer {
  date: string
  reason: string
  label: string
  nearest: { startsAt: string }[]
}
