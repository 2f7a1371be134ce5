import { z } from 'zod'

// What clients get, for the API document. Dates are `YYYY-MM-DD`, times `HH:MM`, instants have an offset.

const list = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

const hours = z.object({
  placeId: z.string().nullable(),
  weekday: z.number().int().min(1).max(7),
  from: z.string(),
  to: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
})

export const periodAnswer = z.object({
  id: z.string(),
  name: z.string(),
  firstDate: z.string(),
  lastDate: z.string(),
  version: z.number().int(),
  hours: z.array(hours).optional(),
})

export const exceptionAnswer = z.object({
  id: z.string(),
  date: z.string(),
  placeId: z.string().nullable(),
  hours: z.array(z.object({ from: z.string(), to: z.string() })),
  label: z.string(),
  version: z.number().int(),
})

export const weekAnswer = z.object({ hours: z.array(hours) })
export const hoursAnswer = list(hours).extend({
  hours: z.array(hours),
  periods: z.array(periodAnswer),
  exceptions: z.array(exceptionAnswer),
})
export const periodsAnswer = list(periodAnswer)
export const exceptionsAnswer = list(exceptionAnswer)
export const idAnswer = z.object({ id: z.string() })

export const choicesAnswer = z.object({
  publicHolidays: z.enum(['hidden', 'shown', 'block']),
  schoolHolidays: z.enum(['hidden', 'shown', 'block']),
  schoolZone: z.string().nullable(),
  preferTouching: z.boolean(),
  version: z.number().int(),
})

export const holidaysAnswer = choicesAnswer.extend({
  zone: z.string().nullable(),
  publicDays: z.array(z.object({ date: z.string(), key: z.string() })),
  schoolPeriods: z.array(z.object({ key: z.string(), firstDate: z.string(), lastDate: z.string() })),
  known: z.object({ firstDate: z.string(), lastDate: z.string() }).nullable(),
})

export const slotsAnswer = list(
  z.object({ startsAt: z.string(), endsAt: z.string(), touches: z.boolean(), fits: z.boolean().optional() }),
)
