import type { Chance } from './chance.ts'

/** A place in the week that a patient keeps: an hour of a weekday, each week or every other one. */
export interface Habit {
  /** 1 Monday to 5 Friday. */
  weekday: number
  hour: number
  /** Taken in weeks of this parity only; undefined for each week. */
  parity: 0 | 1 | undefined
}

const HOURS = [9, 10, 11, 14, 15, 16, 17, 18]
const WEEKDAYS = [1, 2, 3, 4, 5]

/** The hours still free for a newcomer, in a chance order. */
export function findHabit(chance: Chance, kept: readonly Habit[]): Habit | undefined {
  const every = WEEKDAYS.flatMap((weekday) => HOURS.map((hour) => ({ weekday, hour })))
  const wanted = chance.happens(0.45) ? undefined : (chance.below(2) as 0 | 1 satisfies 0 | 1)
  const free = every.filter(({ weekday, hour }) =>
    kept.every(
      (habit) =>
        habit.weekday !== weekday ||
        habit.hour !== hour ||
        (wanted !== undefined && habit.parity !== undefined && habit.parity !== wanted),
    ),
  )
  return free.length === 0 ? undefined : { ...chance.pick(free), parity: wanted }
}

export function comesInWeek(habit: Habit, week: number): boolean {
  return habit.parity === undefined || habit.parity === week % 2
}

/** Three weeks in August and two at the end of the year, when the practice is closed. */
export function isClosedWeek(monday: Temporal.PlainDate): boolean {
  const { month, day } = monday
  return (month === 8 && day <= 21) || (month === 12 && day >= 22)
}
