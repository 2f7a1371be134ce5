import { toInstant } from '../src/domain/civil-time.ts'
import { listSeriesDates, ruleOfRepeat } from '../src/domain/recurrence-repeat.ts'
import { type Figure, compare } from './figure.ts'

const ZONE = 'Europe/Paris'
const START = Temporal.PlainDateTime.from('2026-11-23T09:00')
const WEEKS = 261
const ROUNDS = 15
const TIMES = 40

/** A weekly series over five years: its dates and their instants, against the bare conversions. */
export async function seriesFigures(): Promise<Figure[]> {
  const rule = { ...ruleOfRepeat('weekly', START.toPlainDate()), count: WEEKS }
  const series = (): Temporal.Instant[] => {
    const dates = listSeriesDates(rule, START, ZONE)
    if ('refused' in dates) throw new Error(dates.refused)
    return dates.map((date) => toInstant(date.toPlainDateTime(START), ZONE))
  }
  const walls = Array.from({ length: WEEKS }, (_, weeks) => START.add({ weeks }))
  const bare = (): Temporal.Instant[] => walls.map((wall) => wall.toZonedDateTime(ZONE).toInstant())
  if (series().join() !== bare().join()) throw new Error('the floor finds other instants')
  const { a, b, ratio, spread } = await compare(
    ROUNDS,
    async () => millisecondsOf(series),
    async () => millisecondsOf(bare),
  )
  return [
    {
      name: 'weekly series over five years in Paris time',
      measured: `${a.toFixed(2)} ms`,
      limit: `${b.toFixed(2)} ms (bare conversions)`,
      ratio: `× ${ratio.toFixed(1)} (${spread})`,
      goal: '5 ms',
      reached: a <= 5,
    },
  ]
}

function millisecondsOf(task: () => unknown): number {
  const before = process.cpuUsage()
  for (let n = 0; n < TIMES; n++) task()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1000 / TIMES
}
