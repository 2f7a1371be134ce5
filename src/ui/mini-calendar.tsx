import { classes } from './classes.ts'
import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

export type MiniCalendarDay = {
  /** The day's number. */
  number: number
  href: string
  /** Read aloud: "mercredi 19 novembre". */
  label: string
  isToday?: boolean | undefined
  isSelected?: boolean | undefined
  /** A dot below the number: something is there. */
  marked?: boolean | undefined
}

export type MiniCalendarProps = {
  lang: Lang
  /** "Novembre 2026". */
  title: string
  /** Seven short names, Monday first. */
  weekdays: readonly { short: string; long: string }[]
  /** Rows of seven; null where the month does not reach. */
  weeks: readonly { days: readonly (MiniCalendarDay | null)[]; isCurrent?: boolean | undefined }[]
  previousHref: string
  nextHref: string
}

/** A month of links; today in terracotta, the week on show in soft green. */
export function MiniCalendar(props: MiniCalendarProps) {
  const text = uiText[props.lang]
  return (
    <div class="mini-calendar">
      <div class="mini-calendar-head">
        <h2 class="card-title">{props.title}</h2>
        <div class="mini-calendar-arrows">
          <a class="icon-button icon-button-small" href={props.previousHref} aria-label={text.previousMonth}>
            <Icon name="chevron-left" />
          </a>
          <a class="icon-button icon-button-small" href={props.nextHref} aria-label={text.nextMonth}>
            <Icon name="chevron-right" />
          </a>
        </div>
      </div>
      <table class="mini-calendar-table" aria-label={props.title}>
        <thead>
          <tr>
            {props.weekdays.map((day) => (
              <th scope="col" abbr={day.long}>
                {day.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.weeks.map((week) => (
            <tr class={week.isCurrent ? 'mini-calendar-current' : undefined}>
              {week.days.map((day) => (
                <td>{day ? <DayLink day={day} today={text.today} /> : null}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DayLink({ day, today }: { day: MiniCalendarDay; today: string }) {
  return (
    <a
      class={classes(
        'mini-calendar-day',
        day.isToday && 'is-today',
        day.isSelected && 'is-selected',
        day.marked && 'is-marked',
      )}
      href={day.href}
      aria-label={day.isToday ? `${day.label}, ${today}` : day.label}
      aria-current={day.isToday ? 'date' : undefined}
    >
      {day.number}
    </a>
  )
}
