// `npm run bench`: each figure with its own limit or floor, measured in the same run; writes docs/PERFORMANCE.md.
// Names of figures given as arguments run those only, and write nothing.
import { writeFileSync } from 'node:fs'
import { agendaFigures } from './agenda.ts'
import { bookingFigures } from './booking.ts'
import { dropFigures } from './drop.ts'
import { feedFigures } from './feed.ts'
import type { Figure } from './figure.ts'
import { firstVisitFigures } from './first-visit.ts'
import { growthFigures } from './growth.ts'
import { jobFigures } from './jobs.ts'
import { pdfFigures } from './invoice-pdf.ts'
import { report } from './report.ts'
import { searchFigures } from './search.ts'
import { seriesFigures } from './series.ts'
import { slotFigures } from './slots.ts'
import { type BenchServers, startServers } from './servers.ts'
import { memoryFigure, startFigures } from './start.ts'

const all = {
  start: startFigures,
  agenda: agendaFigures,
  booking: bookingFigures,
  drop: dropFigures,
  search: searchFigures,
  slots: slotFigures,
  series: seriesFigures,
  feed: feedFigures,
  pdf: pdfFigures,
  jobs: jobFigures,
  visit: firstVisitFigures,
  growth: growthFigures,
  memory: async (running: BenchServers) => [memoryFigure(running)],
}

const chosen = process.argv.slice(2)
const servers = await startServers()
const figures: Figure[] = []
try {
  for (const [name, measure] of Object.entries(all)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    for (const figure of await measure(servers)) {
      figures.push(figure)
      console.log(
        `${figure.reached ? 'reached ' : 'NOT YET '} ${figure.name}: ${figure.measured} · limit ${figure.limit} · ${figure.ratio} (goal ${figure.goal})`,
      )
    }
  }
} finally {
  await servers.close()
}
if (chosen.length === 0) writeFileSync('docs/PERFORMANCE.md', report(figures))
