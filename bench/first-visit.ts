import { type Browser, type CDPSession, chromium } from 'playwright-core'
import type { Figure } from './figure.ts'
import { median } from './load.ts'
import { type SeededPractice, seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const ROUNDS = 5
/** 2 Mbit/s and 50 ms: the line of the product's prerequisites. */
const LINE = {
  offline: false,
  latency: 50,
  downloadThroughput: 2_000_000 / 8,
  uploadThroughput: 2_000_000 / 8,
}
const PATH = '/agenda?vue=semaine&date=2026-11-23'

/** The agenda over a slow line in a real browser: bytes on the wire, and until its scripts are ready. */
export async function firstVisitFigures(servers: BenchServers): Promise<Figure[]> {
  const practice = await seedPractice(servers.admin, {
    name: 'visit',
    patients: 60,
    appointments: 60,
    firstDay: '2026-11-23',
    perDay: 10,
    now: BENCH_NOW,
  })
  const executablePath = process.env.DIVAN_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const visits: Visit[] = []
    for (let round = 0; round < ROUNDS; round++) visits.push(await visitTwice(browser, servers, practice))
    const first = {
      bytes: median(visits.map((visit) => visit.first.bytes)),
      ms: median(visits.map((visit) => visit.first.ms)),
    }
    const later = {
      bytes: median(visits.map((visit) => visit.later.bytes)),
      ms: median(visits.map((visit) => visit.later.ms)),
    }
    const told = ({ bytes, ms }: Load): string =>
      `${(bytes / 1000).toFixed(1)} KB, ${(ms / 1000).toFixed(2)} s`
    return [
      {
        name: 'agenda, first visit at 2 Mbit/s and 50 ms',
        measured: told(first),
        limit: '–',
        ratio: '–',
        goal: '60 KB, 0.8 s',
        reached: first.bytes <= 60_000 && first.ms <= 800,
      },
      {
        name: 'agenda, later page',
        measured: told(later),
        limit: '–',
        ratio: '–',
        goal: '15 KB, 0.3 s',
        reached: later.bytes <= 15_000 && later.ms <= 300,
      },
    ]
  } finally {
    await browser.close()
  }
}

interface Load {
  bytes: number
  ms: number
}
interface Visit {
  first: Load
  later: Load
}

async function visitTwice(browser: Browser, servers: BenchServers, practice: SeededPractice): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const [name, value] = practice.cookie.split('=')
  const url = `http://localhost:${servers.port}`
  await context.addCookies([{ name: name ?? '', value: value ?? '', url }])
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', LINE)
  const load = async (path: string): Promise<Load> => {
    const received = countBytes(session)
    await page.goto(url + path, { waitUntil: 'load' })
    // Module scripts run before this event ends: from then on the page answers to them.
    const ms = await page.evaluate<number>(
      "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
    )
    return { bytes: received(), ms }
  }
  const first = await load(PATH)
  const later = await load('/agenda?vue=semaine&date=2026-11-30')
  await context.close()
  return { first, later }
}

function countBytes(session: CDPSession): () => number {
  let bytes = 0
  const add = (event: { encodedDataLength: number }): void => {
    bytes += event.encodedDataLength
  }
  session.on('Network.loadingFinished', add)
  return () => {
    session.off('Network.loadingFinished', add)
    return bytes
  }
}
