import { type Transition, type ZoneClock, wallText } from './zone-clock.ts'

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/**
 * The zone's rules as RFC 5545 §3.6.5 writes them, right for every moment the clock reaches. Changes that come
 * on the same weekday of the same month each year are one rule, which every program understands; others
 * (Morocco's Ramadan) are listed.
 */
export function timeZoneLines(clock: ZoneClock): string[] {
  const groups = new Map<string, Transition[]>()
  for (const transition of clock.transitions) {
    const key = `${transition.before}/${transition.after}`
    groups.set(key, [...(groups.get(key) ?? []), transition])
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${clock.zone}`,
    ...before(clock),
    ...[...groups.values()].flatMap((group) => observance(group)),
    'END:VTIMEZONE',
  ]
}

/** Programs look for the observance in force at any moment: one stands before the first change. */
function before({ first }: ZoneClock): string[] {
  return [
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offsetText(first)}`,
    `TZOFFSETTO:${offsetText(first)}`,
    'END:STANDARD',
  ]
}

function observance(group: readonly Transition[]): string[] {
  const [first] = group
  if (!first) return []
  const kind = first.after > first.before ? 'DAYLIGHT' : 'STANDARD'
  // A change happens at the wall time of the offset it ends.
  const walls = group.map((transition) => wallText(transition.at, transition.before))
  const rule = yearlyRule(walls)
  return [
    `BEGIN:${kind}`,
    `DTSTART:${walls[0]}`,
    // ical.js takes the first from the list as well, or not at all.
    ...(rule ? [`RRULE:${rule}`] : walls.length > 1 ? walls.map((wall) => `RDATE:${wall}`) : []),
    `TZOFFSETFROM:${offsetText(first.before)}`,
    `TZOFFSETTO:${offsetText(first.after)}`,
    `END:${kind}`,
  ]
}

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU` where the changes of consecutive years follow it. */
function yearlyRule(walls: readonly string[]): string | undefined {
  const days = walls.map((wall) => {
    const [year, month, day] = [wall.slice(0, 4), wall.slice(4, 6), wall.slice(6, 8)].map(Number) as [
      number,
      number,
      number,
    ]
    const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return {
      year,
      month,
      weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
      time: wall.slice(8),
      nth: Math.ceil(day / 7),
      nthFromEnd: -Math.ceil((daysInMonth - day + 1) / 7),
    }
  })
  const [first] = days
  if (!first || days.length < 2) return undefined
  const regular = days.every(
    (one, index) =>
      one.year === first.year + index &&
      one.month === first.month &&
      one.weekday === first.weekday &&
      one.time === first.time,
  )
  const nth = days.every((one) => one.nthFromEnd === -1)
    ? -1
    : days.every((one) => one.nth === first.nth)
      ? first.nth
      : undefined
  if (!regular || nth === undefined) return undefined
  return `FREQ=YEARLY;BYMONTH=${first.month};BYDAY=${nth}${WEEKDAYS[first.weekday]}`
}

/** `+0100`; seconds are written where an old local time has them. */
function offsetText(offset: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(offset)
  const seconds = size % 60 === 0 ? '' : two(size % 60)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}${two(Math.floor(size / 60) % 60)}${seconds}`
}
