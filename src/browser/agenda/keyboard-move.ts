import { type Ghost, ghostOf } from './ghost.ts'
import { type Grid, type Movable, type Place, clamp, dateBeside, findMovable, isSamePlace } from './grid.ts'

/** A pause this long after the last key lets go. */
const SETTLE_MS = 900

/**
 * `Alt` with arrows moves the appointment in focus by a step or a day, `Alt Shift` with arrows pulls its end;
 * letting `Alt` go, or waiting, drops it. Escape puts it back.
 */
export function followKeys(grid: Grid, drop: (movable: Movable, ghost: Ghost) => void): void {
  let held: { movable: Movable; ghost: Ghost; timer: number } | undefined

  const letGo = () => {
    if (!held) return
    const { movable, ghost, timer } = held
    held = undefined
    window.clearTimeout(timer)
    if (isSamePlace(ghost.place, movable)) ghost.remove()
    else drop(movable, ghost)
  }
  const putBack = () => {
    if (!held) return
    window.clearTimeout(held.timer)
    held.ghost.remove()
    held = undefined
  }

  grid.root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return putBack()
    const movable = event.altKey ? findMovable(event.target) : undefined
    if (!movable) return
    const current: Place = held ? held.ghost.place : movable
    const next = stepTo(grid, current, event)
    if (!next) return
    event.preventDefault()
    if (!held) held = { movable, ghost: ghostOf(grid, movable), timer: 0 }
    held.ghost.moveTo(clamp(grid, next))
    window.clearTimeout(held.timer)
    held.timer = window.setTimeout(letGo, SETTLE_MS)
  })
  grid.root.addEventListener('keyup', (event) => {
    if (event.key === 'Alt') letGo()
  })
  grid.root.addEventListener('focusout', letGo)
}

function stepTo(grid: Grid, { date, start, minutes }: Place, event: KeyboardEvent): Place | undefined {
  const by = event.key === 'ArrowDown' ? grid.step : event.key === 'ArrowUp' ? -grid.step : 0
  if (by !== 0)
    return event.shiftKey ? { date, start, minutes: minutes + by } : { date, start: start + by, minutes }
  if (event.shiftKey) return undefined
  const days = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  return days === 0 ? undefined : { date: dateBeside(grid, date, days), start, minutes }
}
