import { element } from '../element.ts'
import { type Grid, type Movable, type Place, columnOf, sayTimes } from './grid.ts'

/** What one drags: a copy of the appointment, or an empty stretch; the original stays, paler, until the drop. */
export type Ghost = { place: Place; moveTo(place: Place): void; remove(): void }

export function ghostOf(grid: Grid, movable: Movable): Ghost {
  const copy = document.importNode(movable.link, true)
  copy.removeAttribute('href')
  copy.removeAttribute('data-move')
  copy.className = copy.className.replace(/\b(l\d-\d|in-lane|is-short|is-medium)\b/g, '')
  movable.link.classList.add('is-lifted')
  return show(grid, copy, movable, () => movable.link.classList.remove('is-lifted'))
}

export function emptyGhost(grid: Grid, place: Place): Ghost {
  const stretch = element('div', 'agenda-event colour-sage')
  stretch.appendChild(element('span', 'agenda-event-time'))
  return show(grid, stretch, place, () => undefined)
}

function show(grid: Grid, node: HTMLElement, from: Place, onRemove: () => void): Ghost {
  node.classList.add('agenda-ghost')
  node.setAttribute('aria-hidden', 'true')
  const time = node.querySelector('.agenda-event-time')
  const ghost: Ghost = {
    place: from,
    moveTo(place) {
      ghost.place = place
      node.style.setProperty('--r', String((place.start - grid.first) / 5))
      node.style.setProperty('--d', String(place.minutes / 5))
      if (time) time.textContent = sayTimes(place)
      const column = columnOf(grid, place.date)
      if (column && node.parentNode !== column) column.appendChild(node)
    },
    remove() {
      onRemove()
      node.remove()
    },
  }
  ghost.moveTo({ date: from.date, start: from.start, minutes: from.minutes })
  return ghost
}
