import { dropMovable } from '../agenda/drop.ts'
import type { Ghost } from '../agenda/ghost.ts'
import { type Grid, type Movable, type Place, dayOf, minutesAt, readGrid, wallTime } from '../agenda/grid.ts'
import { followCells } from '../agenda/cells.ts'
import { followKeys } from '../agenda/keyboard-move.ts'
import { followDrags } from '../agenda/pointer-drag.ts'
import { openPageAsDialog } from './dialog.ts'

/** Moves, resizes and makes appointments in the grid, by pointer, finger and keyboard. */
export function agendaGrid(root: HTMLElement): void {
  const grid = readGrid(root)
  const move = (movable: Movable, ghost: Ghost) => void dropMovable(grid, movable, ghost)
  const create = (place: Place, ghost: Ghost) =>
    void openForm(grid, { startsAt: wallTime(place), durationMinutes: String(place.minutes) }).then(() =>
      ghost.remove(),
    )
  followCells(grid)
  followKeys(grid, move)
  followDrags(grid, { move, create })
  root.addEventListener('click', (event) => {
    const target = event.target instanceof Element && !event.target.closest('a') ? event.target : undefined
    const date = target && dayOf(target)
    if (!target || !date) return
    const cell = target.closest<HTMLButtonElement>('.agenda-cell')
    // With a key held the form opens in a tab or window of its own, as links do.
    if (cell && (event.ctrlKey || event.metaKey || event.shiftKey)) return
    event.preventDefault()
    if (cell && !isCovered(cell, event)) return void openForm(grid, { date, time: cell.value })
    const start = Math.floor(minutesAt(grid, date, event.clientY) / grid.step) * grid.step
    if (start >= grid.first && start < grid.last) void openForm(grid, { startsAt: wallTime({ date, start }) })
  })
}

/** An appointment that ends within the half hour leaves a quarter of it: that one is meant. */
function isCovered(cell: HTMLElement, { clientX, detail }: MouseEvent): boolean {
  // A key presses without a place, and means the time that is read.
  return detail > 0 && document.elementFromPoint(clientX, cell.getBoundingClientRect().top + 2) !== cell
}

function openForm(grid: Grid, fields: Record<string, string>): Promise<void> {
  return openPageAsDialog(`${grid.root.dataset['create'] || ''}?${new URLSearchParams(fields).toString()}`)
}
