import type { Figure } from './figure.ts'
import { memoryOf } from './processes.ts'
import type { BenchServers } from './servers.ts'

/** How soon the first answer comes; memory is read after the other figures, by `memoryFigure`. */
export async function startFigures(servers: BenchServers): Promise<Figure[]> {
  const { fresh, again } = servers.startMs
  return [
    {
      name: 'start on an existing data directory, to the first answer',
      measured: `${(again / 1000).toFixed(2)} s`,
      limit: `${(fresh / 1000).toFixed(2)} s when everything is made`,
      ratio: '–',
      goal: 'under 2 s',
      reached: again < 2000,
    },
  ]
}

export function memoryFigure(servers: BenchServers): Figure {
  const bytes = memoryOf(servers.pid)
  return {
    name: 'resident memory of the Node process after the bench',
    measured: `${(bytes / 1e6).toFixed(0)} MB`,
    limit: '–',
    ratio: '–',
    goal: 'under 160 MB',
    reached: bytes < 160e6,
  }
}
