import { type Ghost, emptyGhost, ghostOf } from './ghost.ts'
import {
  type Grid,
  LEAST_MINUTES,
  type Movable,
  type Place,
  clamp,
  dateAt,
  dayOf,
  findMovable,
  isSamePlace,
  minutesAt,
} from './grid.ts'

export type Drops = {
  move(movable: Movable, ghost: Ghost): void
  create(place: Place, ghost: Ghost): void
}

/** A mouse that moved less has clicked; a finger that moved more scrolls. */
const MOUSE_THRESHOLD = 5
const TOUCH_THRESHOLD = 10
const LONG_PRESS_MS = 400
/** The lower end of an appointment pulls its end. */
const HANDLE = 8
const SCROLL_EDGE = 48
const SCROLL_STEP = 14

type Drag = {
  pointerId: number
  touch: boolean
  x: number
  y: number
  begin(): Ghost
  placeAt(x: number, y: number): Place
  finish(ghost: Ghost): void
  ghost?: Ghost
  /** Escape put it back; the press that still holds it does nothing more. */
  dropped?: boolean
  timer: number
}

/**
 * Drag to move, pull the lower edge to resize, sweep over free room to create. A finger first presses long, so
 * that a swipe scrolls. Escape puts everything back.
 */
export function followDrags(grid: Grid, drops: Drops): void {
  const { root } = grid
  let drag: Drag | undefined

  const end = () => {
    if (!drag) return
    window.clearTimeout(drag.timer)
    if (drag.ghost && root.hasPointerCapture(drag.pointerId)) root.releasePointerCapture(drag.pointerId)
    root.classList.remove('is-dragging')
    drag = undefined
  }
  const putBack = () => {
    if (!drag || !drag.ghost) return
    drag.ghost.remove()
    drag.dropped = true
    root.classList.remove('is-dragging')
  }
  const lift = (pressed: Drag) => {
    pressed.ghost = pressed.begin()
    root.setPointerCapture(pressed.pointerId)
    root.classList.add('is-dragging')
  }

  root.addEventListener('pointerdown', (event) => {
    if (drag || event.button !== 0 || !event.isPrimary) return
    const pressed = startDrag(grid, drops, event)
    if (!pressed) return
    drag = pressed
    if (pressed.touch) pressed.timer = window.setTimeout(() => lift(pressed), LONG_PRESS_MS)
  })
  root.addEventListener('pointermove', (event) => {
    if (!drag || event.pointerId !== drag.pointerId) return
    const { clientX: x, clientY: y } = event
    if (!drag.ghost) {
      const away = Math.max(Math.abs(x - drag.x), Math.abs(y - drag.y))
      if (drag.touch && away > TOUCH_THRESHOLD) end()
      else if (!drag.touch && away > MOUSE_THRESHOLD) lift(drag)
    }
    if (!drag || !drag.ghost || drag.dropped) return
    scrollNear(y)
    drag.ghost.moveTo(drag.placeAt(x, y))
  })
  root.addEventListener('pointerup', (event) => {
    if (!drag || event.pointerId !== drag.pointerId) return
    const { ghost, finish, dropped } = drag
    end()
    if (!ghost) return
    swallowClick(root)
    if (!dropped) finish(ghost)
  })
  root.addEventListener('pointercancel', () => {
    putBack()
    end()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') putBack()
  })
  // A link may be dragged elsewhere by the browser's own means; here it is the appointment that moves.
  root.addEventListener('dragstart', (event) => event.preventDefault())
  const holdPage = (event: TouchEvent) => {
    if (drag && drag.ghost && event.cancelable) event.preventDefault()
  }
  root.addEventListener('touchmove', holdPage, { passive: false })
  root.addEventListener('contextmenu', (event) => drag && drag.touch && event.preventDefault())
}

function startDrag(grid: Grid, drops: Drops, event: PointerEvent): Drag | undefined {
  const { clientX: x, clientY: y, pointerId, pointerType } = event
  const base = { pointerId, touch: pointerType === 'touch', x, y, timer: 0 }
  const movable = findMovable(event.target)
  if (movable) {
    const finish = (ghost: Ghost) =>
      isSamePlace(ghost.place, movable) ? ghost.remove() : drops.move(movable, ghost)
    const placeAt = isOnHandle(movable, y) ? resizeFrom(grid, movable) : moveFrom(grid, movable, y)
    return { ...base, begin: () => ghostOf(grid, movable), placeAt, finish }
  }
  const target = event.target instanceof Element && !event.target.closest('a') ? event.target : undefined
  const date = target && dayOf(target)
  if (!date) return undefined
  const placeAt = sweepFrom(grid, date, y)
  const begin = () => emptyGhost(grid, placeAt(x, y))
  return { ...base, begin, placeAt, finish: (ghost) => drops.create(ghost.place, ghost) }
}

function isOnHandle({ link }: Movable, y: number): boolean {
  const box = link.getBoundingClientRect()
  return box.height > HANDLE * 2 && y > box.bottom - HANDLE
}

function moveFrom(grid: Grid, movable: Movable, grabbedAt: number): Drag['placeAt'] {
  const offset = minutesAt(grid, movable.date, grabbedAt) - movable.start
  return (x, y) => {
    const date = dateAt(grid, x) || movable.date
    const start = round(minutesAt(grid, date, y) - offset, grid.step)
    return clamp(grid, { date, start, minutes: movable.minutes })
  }
}

function resizeFrom(grid: Grid, movable: Movable): Drag['placeAt'] {
  return (_, y) => {
    const end = Math.min(round(minutesAt(grid, movable.date, y), grid.step), grid.last)
    const minutes = Math.max(LEAST_MINUTES, end - movable.start)
    return { date: movable.date, start: movable.start, minutes }
  }
}

function sweepFrom(grid: Grid, date: string, pressedAt: number): Drag['placeAt'] {
  const origin = Math.floor(minutesAt(grid, date, pressedAt) / grid.step) * grid.step
  return (_, y) => {
    const at = minutesAt(grid, date, y)
    const start = at < origin ? Math.floor(at / grid.step) * grid.step : origin
    const end = at < origin ? origin + grid.step : Math.ceil(at / grid.step) * grid.step
    return clamp(grid, {
      date,
      start: Math.max(start, grid.first),
      minutes: Math.max(end - start, grid.step),
    })
  }
}

function round(value: number, step: number): number {
  return Math.round(value / step) * step
}

function scrollNear(y: number): void {
  if (y < SCROLL_EDGE) window.scrollBy(0, -SCROLL_STEP)
  else if (y > window.innerHeight - SCROLL_EDGE) window.scrollBy(0, SCROLL_STEP)
}

// The click that ends a drag is none: it would open the appointment.
function swallowClick(root: HTMLElement): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  root.addEventListener('click', swallow, true)
  window.setTimeout(() => root.removeEventListener('click', swallow, true), 0)
}
