import { AgendaCells, type AgendaCellsProps } from './agenda-cells.tsx'
import { AgendaEntry, type AgendaEvent, AgendaHatching, type AgendaHatch } from './agenda-event.tsx'
import { AgendaMoves, type AgendaMovesText } from './agenda-moves.tsx'
import { classes } from './classes.ts'
import type { Frame } from './frame.ts'
import { range } from './range.ts'
import { uiText } from './text.ts'

export type { AgendaEvent, AgendaHatch } from './agenda-event.tsx'

export type AgendaDay = {
  /** Civil date `YYYY-MM-DD`. */
  date: string
  /** "lun". */
  name: string
  /** "17". */
  number: string
  /** Read aloud: "lundi 17 novembre". */
  label: string
  /** The day's own page. */
  href: string
  isToday?: boolean | undefined
  /** The one day that a phone shows. Exactly one day of the grid has it. */
  isSelected?: boolean | undefined
  /** "10 séances". */
  summary?: string | undefined
  /** A holiday's name. */
  note?: string | undefined
  events: readonly AgendaEvent[]
  hatches: readonly AgendaHatch[]
  /** Five-minute row of the present moment, on the day that is today. */
  nowRow?: number | undefined
}

export type AgendaGridProps = {
  /** Names the grid: "Semaine du 17 au 22 novembre". */
  label: string
  /** First and last hour on show, 0 ≤ start < end ≤ 24. Rows count five minutes from `startHour`. */
  startHour: number
  endHour: number
  /** One per hour from `startHour`: "8 h". */
  hourLabels: readonly string[]
  days: readonly AgendaDay[]
  /** "maintenant". */
  nowLabel: string
  /**
   * Lets appointments be moved, and made at `createHref?date=YYYY-MM-DD&time=HH:MM` or
   * `?startsAt=YYYY-MM-DDTHH:MM&durationMinutes=`.
   */
  moves?: { createHref: string; frame: Pick<Frame, 'csrf' | 'lang'>; text: AgendaMovesText } | undefined
}

/** A week, or a day, placed by the server alone with static classes; works and prints without scripts. */
export function AgendaGrid(props: AgendaGridProps) {
  const { startHour, endHour, hourLabels, days, moves } = props
  const cells = moves && { action: moves.createHref, lang: moves.frame.lang, startHour, endHour }
  return (
    <section
      class={`agenda agenda-h${endHour - startHour} agenda-days-${days.length}`}
      aria-label={props.label}
      data-island={moves ? 'agenda-grid' : undefined}
      data-create={moves?.createHref}
      data-start-hour={startHour}
      data-end-hour={endHour}
    >
      {moves ? (
        <a class="skip-link" href="#agenda-end">
          {uiText[moves.frame.lang].skipGrid}
        </a>
      ) : null}
      <div class="agenda-head">
        <div class="agenda-corner"></div>
        {days.map((day) => (
          <DayHead day={day} />
        ))}
      </div>
      <div class="agenda-body">
        <div class="agenda-hours" aria-hidden="true">
          {range(endHour - startHour).map((hour) => (
            <div class={`agenda-hour r${hour * 12}`}>
              <span class="agenda-hour-label">{hourLabels[hour]}</span>
            </div>
          ))}
        </div>
        {days.map((day) => (
          <AgendaColumn day={day} nowLabel={props.nowLabel} cells={cells} />
        ))}
      </div>
      {moves ? (
        <AgendaMoves
          frame={moves.frame}
          startHour={startHour}
          endHour={endHour}
          selected={days.find((day) => day.isSelected)?.date ?? ''}
          text={moves.text}
        />
      ) : null}
      <div id="agenda-end"></div>
    </section>
  )
}

function DayHead({ day }: { day: AgendaDay }) {
  return (
    <div class={classes('agenda-day-head', day.isToday && 'is-today', day.isSelected && 'is-selected')}>
      <a class="agenda-day-link" href={day.href} aria-current={day.isToday ? 'date' : undefined}>
        <span class="agenda-day-name">{day.name}</span>
        <span class="agenda-day-number">{day.number}</span>
        <span class="visually-hidden">{`, ${day.label}`}</span>
      </a>
      {day.summary || !day.note ? <p class="agenda-day-summary">{day.summary}</p> : null}
      {day.note ? (
        <p class="agenda-day-summary agenda-day-note" title={day.note}>
          {day.note}
        </p>
      ) : null}
    </div>
  )
}

/** One day of the body; the answer to a move brings it alone. */
export function AgendaColumn(props: {
  day: AgendaDay
  nowLabel: string
  cells: AgendaCellsProps | undefined
}) {
  const { day, nowLabel, cells } = props
  return (
    <div
      class={classes('agenda-day', day.isToday && 'is-today', day.isSelected && 'is-selected')}
      data-date={day.date}
    >
      <h2 class="visually-hidden">{day.label}</h2>
      {day.hatches.map((hatch) => (
        <AgendaHatching hatch={hatch} />
      ))}
      <ol class="agenda-events">
        {day.events.map((event) => (
          <li class="agenda-slot">
            <AgendaEntry event={event} />
          </li>
        ))}
      </ol>
      {cells ? <AgendaCells {...cells} date={day.date} /> : null}
      {day.nowRow === undefined ? null : (
        <div class={`agenda-now r${day.nowRow}`}>
          <span class="visually-hidden">{nowLabel}</span>
        </div>
      )}
    </div>
  )
}
