import { openPageAsDialog } from './dialog.ts'

// Appointments start on a quarter more often than not; the form lets one choose any minute.
const STEP_MINUTES = 15

/** A double click on free room of a day opens the form of a new appointment at that time. */
export function agendaSlot(element: HTMLElement): void {
  const create = element.dataset['create']
  if (!create) return
  element.addEventListener('dblclick', (event) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('a')) return
    const day = target.closest<HTMLElement>('[data-date]')
    if (!day) return
    const startsAt = `${day.dataset['date']}T${wallTime(minutesAt(element, day, event.clientY))}`
    void openPageAsDialog(`${create}?startsAt=${encodeURIComponent(startsAt)}`)
  })
}

function minutesAt(grid: HTMLElement, day: HTMLElement, clientY: number): number {
  const first = Number(grid.dataset['startHour']) * 60
  const last = Number(grid.dataset['endHour']) * 60
  const edge = parseFloat(getComputedStyle(grid).getPropertyValue('--edge')) || 0
  const box = day.getBoundingClientRect()
  const part = (clientY - box.top - edge) / (box.height - 2 * edge)
  const minutes = first + Math.floor((part * (last - first)) / STEP_MINUTES) * STEP_MINUTES
  return Math.min(Math.max(minutes, first), last - STEP_MINUTES)
}

function wallTime(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

function twoDigits(value: number): string {
  return `0${value}`.slice(-2)
}
