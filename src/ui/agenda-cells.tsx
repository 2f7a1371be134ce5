import { raw } from 'hono/html'
import { formatTime } from '#src/domain/civil-format.ts'
import type { Lang } from './frame.ts'

export type AgendaCellsProps = {
  /** Where an appointment is made: `?date=YYYY-MM-DD&time=HH:MM`. */
  action: string
  lang: Lang
  startHour: number
  endHour: number
}

/**
 * A button at each half hour of a column, which says its time when the pointer or the focus is there and leads to
 * the form, without scripts too. Only the date differs between columns: the buttons are one text for all of them.
 */
export function AgendaCells({ date, action, lang, startHour, endHour }: AgendaCellsProps & { date: string }) {
  return (
    <form class="agenda-cells" action={action}>
      <input type="hidden" name="date" value={date} />
      {raw(buttonsOf(lang, startHour, endHour))}
    </form>
  )
}

const written = new Map<string, string>()

function buttonsOf(lang: Lang, startHour: number, endHour: number): string {
  const key = `${lang} ${startHour} ${endHour}`
  const known = written.get(key)
  if (known !== undefined) return known
  let buttons = ''
  for (let half = 0; half < (endHour - startHour) * 2; half++) {
    const time = { hour: startHour + Math.floor(half / 2), minute: (half % 2) * 30 }
    buttons += `<button class="agenda-cell r${half * 6}" name="time" value="${formatTime(time, 'en')}">${formatTime(time, lang)}</button>`
  }
  written.set(key, buttons)
  return buttons
}
