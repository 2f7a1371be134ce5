import { type Sql, sql } from '#src/db/sql.ts'
import { type DayRange, dateOfDay } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import type { StoredTimeOff } from '../absences/time-off-occurrences.ts'
import { LONGEST_TIME_OFF_DAYS } from '../absences/time-off-rule.ts'

/** What `planningColumns` selects, in numbers: minutes of the wall clock, days since 1970-01-01, milliseconds. */
export interface PlanningRow {
  hours: {
    placeId: string | null
    weekday: number
    start: number
    end: number
    firstDay: number | null
    lastDay: number | null
    periodId: string | null
  }[]
  periods: { id: string; name: string; firstDay: number; lastDay: number }[]
  exceptions: { id: string; day: number; placeId: string | null; label: string; hours: StoredHours[] }[]
  timeOff: StoredTimeOff[]
  /** Public holidays, school holidays, school zone, whether slots that touch go first; null: as by default. */
  setting: [string, string, string | null, boolean] | null
  department: string | null
}

/** `HH:MM`, as the column of exceptional hours keeps them. */
export interface StoredHours {
  from: string
  to: string
}

/**
 * All that says when a practice is open in the days of the range, as columns of one statement: hours, periods,
 * exceptions, time off, and what it chose about holidays. Each statement of its own costs the server a tenth of a
 * millisecond, and civil numbers need no conversion.
 */
export function planningColumns({ practiceId, zone }: Work, { firstDay, lastDay }: DayRange): Sql<unknown> {
  const [first, last] = [dateOfDay(firstDay), dateOfDay(lastDay)]
  const from = first.toZonedDateTime(zone).toInstant()
  const until = last.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const lookBack = from.subtract({ hours: 24 * LONGEST_TIME_OFF_DAYS })
  return sql`
    (select coalesce(jsonb_agg(jsonb_build_object('placeId', place_id, 'weekday', weekday,
        'start', (extract(epoch from opens_at) / 60)::int, 'end', (extract(epoch from closes_at) / 60)::int,
        'firstDay', valid_from - date '1970-01-01', 'lastDay', valid_to - date '1970-01-01', 'periodId', period_id)
        order by weekday, opens_at), '[]')
     from opening_hours where practice_id = ${practiceId}) as hours,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'firstDay', first_date - date '1970-01-01',
        'lastDay', last_date - date '1970-01-01') order by first_date), '[]')
     from opening_period
     where practice_id = ${practiceId} and removed_at is null and first_date <= ${last} and last_date >= ${first}
    ) as periods,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'day', date - date '1970-01-01', 'placeId', place_id,
        'label', label, 'hours', hours) order by date), '[]')
     from opening_exception
     where practice_id = ${practiceId} and removed_at is null and date between ${first} and ${last}) as exceptions,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'label', label,
        'start', (extract(epoch from starts_at) * 1000)::int8, 'end', (extract(epoch from ends_at) * 1000)::int8,
        'firstDay', start_date - date '1970-01-01', 'lastDay', end_date - date '1970-01-01', 'rule', rule,
        'untilDay', recurs_until - date '1970-01-01',
        'excludedDays', (select coalesce(jsonb_agg(one - date '1970-01-01'), '[]') from unnest(excluded_dates) one))
        order by starts_at), '[]')
     from time_off
     where practice_id = ${practiceId} and removed_at is null and starts_at < ${until}
       and ((rule is null and starts_at > ${lookBack} and ends_at > ${from})
         or (rule is not null and (recurs_until is null or recurs_until >= ${first.subtract({ days: LONGEST_TIME_OFF_DAYS })})))
    ) as time_off,
    (select jsonb_build_array(public_holidays, school_holidays, school_zone, prefer_touching)
     from agenda_setting where practice_id = ${practiceId}) as setting,
    (select department from practice where practice_id = ${practiceId}) as department`
}
