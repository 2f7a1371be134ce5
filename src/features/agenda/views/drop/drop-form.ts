import { z } from 'zod'
import { civilDate, moment, version, wholeNumber } from '#src/platform/http/fields.ts'

const MOST_DATES = 2

/**
 * An appointment dropped in the grid: where to, and which day columns are to be drawn again, for a grid that shows
 * `startHour` to `endHour` and on a phone only `selected`.
 */
export const dropForm = z.object({
  version,
  startsAt: moment,
  durationMinutes: wholeNumber(-1_000_000, 1_000_000),
  dates: z
    .string()
    .max(11 * MOST_DATES)
    .transform((text) => text.split(','))
    .pipe(z.array(civilDate).min(1).max(MOST_DATES)),
  startHour: z.coerce.number().int().min(0).max(23),
  endHour: z.coerce.number().int().min(1).max(24),
  selected: civilDate,
})

export type Drop = z.output<typeof dropForm>
