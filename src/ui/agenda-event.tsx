import { html } from 'hono/html'
import { assetUrl } from './assets.ts'
import type { EventColour } from './badge.tsx'
import { classes } from './classes.ts'
import type { IconName } from './icon.tsx'

export type AgendaEvent = {
  /** Ends with the id of one that may be moved. */
  href: string
  title: string
  /** "8 h 30 – 9 h 15". */
  timeLabel: string
  /** The type's name, for instance. */
  detail?: string | undefined
  colour: EventColour
  /** Five-minute rows from the grid's first hour. */
  rowStart: number
  /** Five-minute rows, at least 1. */
  rows: number
  /** Place among overlapping events: `lane` 0 … `lanes` - 1; six lanes at most. */
  lane: number
  lanes: number
  icons?: readonly { name: IconName; label: string; toDo?: boolean | undefined }[] | undefined
  /** `past` is paler, `cancelled` struck through, `requested` dashed. */
  state?: 'past' | 'cancelled' | 'requested' | undefined
  /** `version start minutes` (wall-clock minutes from midnight) of one that may be moved, for the script. */
  move?: string | undefined
}

/** Time off, lunch, closed hours. */
export type AgendaHatch = {
  title: string
  timeLabel?: string | undefined
  href?: string | undefined
  rowStart: number
  rows: number
}

export const maxLanes = 6

/**
 * An entry's markup is written out, its values escaped: a week draws sixty of them, and as elements they took a third
 * of the page's time.
 */
export function AgendaEntry({ event }: { event: AgendaEvent }) {
  const { icons = [], detail, move } = event
  const className = classes(
    'agenda-event',
    `colour-${event.colour}`,
    placeClasses(event),
    laneClass(event.lane, event.lanes),
    sizeClass(event.rows),
    event.state && `agenda-event-${event.state}`,
  )
  const movable = move === undefined ? '' : html`data-move="${move}"`
  const type = detail ? html`<span class="agenda-event-type">${detail}</span>` : ''
  return html`<a class="${className}" href="${event.href}" ${movable}
    ><span class="agenda-event-title">${event.title}</span> ${timeLabel(event.timeLabel)}
    <span class="agenda-event-detail">${type}${icons.map(iconLabel)}</span></a
  >`
}

function iconLabel({ name, label, toDo }: NonNullable<AgendaEvent['icons']>[number]) {
  const className = toDo ? 'agenda-event-icon agenda-event-now' : 'agenda-event-icon'
  return html`<span class="${className}"
    ><svg class="icon" role="img" aria-label="${label}" focusable="false">
      <use href="${assetUrl('icons.svg')}#${name}"></use></svg
  ></span>`
}

// Where lanes are narrow the style sheet hides the end, so the start is never cut.
function timeLabel(label: string) {
  const dash = label.indexOf('–')
  const start = dash > 0 ? label.slice(0, dash).trimEnd() : label
  return html`<span class="agenda-event-time"
    >${start}<span class="agenda-event-end">${label.slice(start.length)}</span></span
  >`
}

export function AgendaHatching({ hatch }: { hatch: AgendaHatch }) {
  const className = classes('agenda-hatch', placeClasses(hatch), sizeClass(hatch.rows))
  const content = (
    <span class="agenda-hatch-text">
      <span class="agenda-hatch-title">{hatch.title}</span>{' '}
      {hatch.timeLabel ? <span class="agenda-hatch-time">{hatch.timeLabel}</span> : null}
    </span>
  )
  return hatch.href ? (
    <a class={className} href={hatch.href}>
      {content}
    </a>
  ) : (
    <div class={className}>{content}</div>
  )
}

function placeClasses({ rowStart, rows }: { rowStart: number; rows: number }) {
  return `r${Math.max(0, rowStart)} d${Math.max(1, rows)}`
}

function laneClass(lane: number, lanes: number) {
  if (lanes <= 1) return undefined
  const count = Math.min(lanes, maxLanes)
  return `l${count}-${Math.min(lane, count - 1)} in-lane`
}

// Lines that fit: one below 30 minutes, two below 40, three from there on.
function sizeClass(rows: number) {
  if (rows < 6) return 'is-short'
  return rows < 8 ? 'is-medium' : undefined
}
