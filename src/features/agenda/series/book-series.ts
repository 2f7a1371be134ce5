import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { civilDateOf } from '#src/domain/civil-time.ts'
import type { NewAppointment } from '../appointments/create-appointment.ts'
import { type CreateSeriesRefusal, type CreatedSeries, createSeries } from './create-series.ts'
import { type RepeatInput, type RepeatRefusal, readRepetition } from './series-forms.ts'

export type BookSeriesRefusal = CreateSeriesRefusal | RepeatRefusal | Refused<'reconsider'>

/** Books what repeats as a form or a client asks for it; undefined when it does not repeat. */
export async function bookSeries(
  work: Work,
  appointment: NewAppointment,
  input: RepeatInput & { _csrf?: unknown },
): Promise<CreatedSeries | BookSeriesRefusal | undefined> {
  if (input.reconsider) return { refused: 'reconsider' }
  const rule = readRepetition(input, civilDateOf(appointment.startsAt, work.zone), work.zone)
  if (!rule || 'refused' in rule) return rule
  return createSeries(work, { ...appointment, rule, choices: input.choices, review: reviewOf(input) })
}

/** A page shows the dates first; a client without pages reads in the answer what was left out. */
export function reviewOf({
  _csrf: formToken,
  reviewed,
}: {
  _csrf?: unknown
  reviewed: boolean
}): 'first' | 'answered' | 'none' {
  return formToken === undefined ? 'none' : reviewed ? 'answered' : 'first'
}
