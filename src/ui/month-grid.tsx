import type { EventColour } from './badge.tsx'
import { classes } from './classes.ts'

export type MonthEntry = {
  href: string
  /** "9 h 30". */
  time: string
  title: string
  colour: EventColour
  /** `cancelled` is struck through, `requested` dashed. */
  state?: 'cancelled' | 'requested' | undefined
}

export type MonthDay = {
  /** "17", "1er". */
  number: string
  /** Read aloud: "lundi 17 novembre". */
  label: string
  /** The day's own page. */
  href: string
  isToday?: boolean | undefined
  /** Of the month before or after. */
  isOutside?: boolean | undefined
  /** A holiday's name. */
  note?: string | undefined
  /** Time off that touches the day. */
  timeOff: readonly string[]
  entries: readonly MonthEntry[]
  /** What a phone shows in place of the entries: "10". */
  count?: string | undefined
}

export type MonthGridProps = {
  label: string
  /** Seven names, Monday first. */
  weekdays: readonly { short: string; long: string }[]
  weeks: readonly (readonly MonthDay[])[]
}

/** A month of days with everything in them; a phone shows how many there are, a press on the day the rest. */
export function MonthGrid({ label, weekdays, weeks }: MonthGridProps) {
  return (
    <div class="month-wrap">
      <table class="month" aria-label={label}>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th scope="col" abbr={day.long}>
                {day.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr>
              {days.map((day) => (
                <MonthCell day={day} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MonthCell({ day }: { day: MonthDay }) {
  return (
    <td
      class={classes(
        'month-day',
        day.isToday && 'is-today',
        day.isOutside && 'is-outside',
        day.timeOff.length > 0 && 'is-off',
      )}
    >
      <a class="month-day-link" href={day.href} aria-current={day.isToday ? 'date' : undefined}>
        <span class="month-day-number" aria-hidden="true">
          {day.number}
        </span>
        <span class="visually-hidden">{day.label}</span>
        {day.count ? <span class="month-count">{day.count}</span> : null}
      </a>
      {day.note ? <p class="month-note">{day.note}</p> : null}
      {day.timeOff.map((label) => (
        <p class="month-off">{label}</p>
      ))}
      {day.entries.length > 0 ? (
        <ul class="month-entries">
          {day.entries.map((entry) => (
            <li>
              <a
                class={classes('month-entry', `colour-${entry.colour}`, entry.state && `is-${entry.state}`)}
                href={entry.href}
              >
                <span class="month-time">{entry.time}</span> {entry.title}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </td>
  )
}
