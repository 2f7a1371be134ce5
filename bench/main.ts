// `npm run bench`: each figure with its own limit or floor, measured in the same run; writes docs/PERFORMANCE.md.
// Names of rows given as arguments measure those only, and leave the others in the document as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { agendaFigures } from './agenda.ts'
import { bookingFigures } from './booking.ts'
import { dropFigures } from './drop.ts'
import { feedFigures } from './feed.ts'
import type { Figure } from './figure.ts'
import { firstVisitFigures } from './first-visit.ts'
import { growthFigures } from './growth.ts'
import { jobFigures } from './jobs.ts'
import { pdfFigures } from './invoice-pdf.ts'
import { readRows, report, rowsOf } from './report.ts'
import { searchFigures } from './search.ts'
import { seriesFigures } from './series.ts'
import { slotFigures } from './slots.ts'
import { type BenchServers, startServers } from './servers.ts'
import { memoryFigure, startFigures } from './start.ts'

const DOCUMENT = 'docs/PERFORMANCE.md'

const all: Readonly<Record<string, (servers: BenchServers) => Promise<Figure[]>>> = {
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
  // What a process holds after all the others: alone it would tell of one that did nothing.
  memory: async (running) => [memoryFigure(running)],
}

const names = Object.keys(all)
const alone = names.filter((name) => name !== 'memory')
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !alone.includes(name))
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}. There are: ${alone.join(', ')}.`)
  process.exit(1)
}

const measured = new Map<string, readonly string[]>()
const servers = await startServers()
try {
  for (const [name, measure] of Object.entries(all)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    const figures = await measure(servers)
    measured.set(name, rowsOf(name, figures))
    for (const figure of figures) {
      console.log(
        `${figure.reached ? 'reached ' : 'NOT YET '} ${figure.name}: ${figure.measured} · limit ${figure.limit} · ${figure.ratio} (goal ${figure.goal})`,
      )
    }
  }
} finally {
  await servers.close()
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`
writeFileSync(DOCUMENT, report(names, readRows(readFileSync(DOCUMENT, 'utf8')), measured, machine))
