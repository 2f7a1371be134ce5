import { formatTime } from '#src/domain/civil-format.ts'

/** What the server says of the grid; minutes count from midnight on the wall clock. */
export type Grid = {
  root: HTMLElement
  first: number
  last: number
  /** Drags land on multiples of this: appointments start on a quarter more often than not. */
  step: number
}

/** A place in the grid. */
export type Place = { date: string; start: number; minutes: number }

/** An appointment that may be moved: its link ends with the id and carries `data-move="version start minutes"`. */
export type Movable = Place & { link: HTMLAnchorElement; id: string; version: string }

export const LEAST_MINUTES = 15

export function readGrid(root: HTMLElement): Grid {
  return {
    root,
    first: Number(root.dataset['startHour']) * 60,
    last: Number(root.dataset['endHour']) * 60,
    step: 15,
  }
}

export function findMovable(target: EventTarget | null): Movable | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-move]') : null
  const day = link && dayOf(link)
  if (!link || !day) return undefined
  const id = link.pathname.slice(link.pathname.lastIndexOf('/') + 1)
  const [version = '', start = '', minutes = ''] = (link.dataset['move'] || '').split(' ')
  return { link, id, version, date: day, start: Number(start), minutes: Number(minutes) }
}

/** The civil date of the column that holds a part of the grid. */
export function dayOf(part: Element): string | undefined {
  const column = part.closest<HTMLElement>('[data-date]')
  return column ? column.dataset['date'] : undefined
}

export function columnOf(grid: Grid, date: string): HTMLElement | undefined {
  return columns(grid).filter((column) => column.dataset['date'] === date)[0]
}

/** The date of the column nearest to a point; a phone shows only one. */
export function dateAt(grid: Grid, clientX: number): string | undefined {
  let found: string | undefined
  let distance = Infinity
  for (const column of columns(grid)) {
    const box = column.getBoundingClientRect()
    const away = Math.max(box.left - clientX, clientX - box.right, 0)
    if (box.width > 0 && away < distance) {
      distance = away
      found = column.dataset['date']
    }
  }
  return found
}

/** The column shown before or after one's own. */
export function dateBeside(grid: Grid, date: string, steps: number): string {
  const dates = columns(grid)
    .filter((column) => column.offsetWidth > 0)
    .map((column) => column.dataset['date'] || '')
  return dates[dates.indexOf(date) + steps] || date
}

/** Minutes from midnight at a height, not rounded. */
export function minutesAt(grid: Grid, date: string, clientY: number): number {
  const column = columnOf(grid, date)
  if (!column) return grid.first
  const edge = parseFloat(getComputedStyle(grid.root).getPropertyValue('--edge')) || 0
  const box = column.getBoundingClientRect()
  const part = (clientY - box.top - edge) / (box.height - 2 * edge)
  return grid.first + part * (grid.last - grid.first)
}

/** Keeps a place within the hours on show. */
export function clamp(grid: Grid, { date, start, minutes }: Place): Place {
  const long = Math.max(LEAST_MINUTES, Math.min(minutes, grid.last - grid.first))
  return { date, start: Math.max(grid.first, Math.min(start, grid.last - long)), minutes: long }
}

/** `9 h 30 – 10 h 15`, in the page's language. */
export function sayTimes({ start, minutes }: Place): string {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'fr'
  const say = (at: number) => formatTime({ hour: Math.floor(at / 60) % 24, minute: at % 60 }, locale)
  return `${say(start)} – ${say(start + minutes)}`
}

/** `2025-11-17T09:30`, on the practice's wall clock. */
export function wallTime({ date, start }: Pick<Place, 'date' | 'start'>): string {
  return `${date}T${twoDigits(Math.floor(start / 60))}:${twoDigits(start % 60)}`
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.date === b.date && a.start === b.start && a.minutes === b.minutes
}

function columns(grid: Grid): HTMLElement[] {
  return Array.from(grid.root.querySelectorAll<HTMLElement>('.agenda-day'))
}

function twoDigits(value: number): string {
  return `0${value}`.slice(-2)
}
