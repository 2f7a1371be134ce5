import { type Grid, columnOf, dateBeside, dayOf } from './grid.ts'

/**
 * Makes the half hours of the grid one stop of the Tab key: arrows go on from there, up and down by half an hour,
 * to the sides by a day.
 */
export function followCells(grid: Grid): void {
  const { root } = grid
  quietCells(grid)
  root.addEventListener('focusin', (event) => {
    const cell = cellOf(event.target)
    if (cell) quietCells(grid, cell)
  })
  root.addEventListener('keydown', (event) => {
    const cell = cellOf(event.target)
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const next = nextTo(grid, cell, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  })
}

/** Takes the half hours out of the way of the Tab key but for one: at first that of the day asked for. */
export function quietCells({ root }: Grid, stop?: Element): void {
  const kept = stop || root.querySelector('.agenda-day.is-selected .agenda-cell')
  root.querySelectorAll<HTMLElement>('.agenda-cell').forEach((cell) => {
    cell.tabIndex = cell === kept ? 0 : -1
  })
}

function nextTo(grid: Grid, cell: HTMLButtonElement, key: string): HTMLElement | null {
  const beside = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  const below = key === 'ArrowDown' ? cell.nextElementSibling : null
  const next = key === 'ArrowUp' ? cell.previousElementSibling : below
  if (beside === 0) return cellOf(next) || null
  const column = columnOf(grid, dateBeside(grid, dayOf(cell) || '', beside))
  return column ? column.querySelector<HTMLElement>(`.agenda-cell[value="${cell.value}"]`) : null
}

function cellOf(part: EventTarget | null): HTMLButtonElement | undefined {
  return part instanceof HTMLButtonElement && part.classList.contains('agenda-cell') ? part : undefined
}
