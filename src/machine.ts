import type { Hono } from 'hono'
import { type DueFigures, measureDue } from './platform/due/measure.ts'
import type { AppEnv } from './platform/http/app-env.ts'
import type { Platform } from './platform/platform.ts'

// Weeks of the agenda only, once the pointer rests on their link: reading a patient's file is an audited act, so
// none of it is ever fetched ahead.
const PREFETCH = { prefetch: [{ where: { href_matches: '/agenda\\?*' }, eagerness: 'moderate' }] }

/** Addresses for machines: health, readiness, figures, and the API's description. */
export function mountMachine(hono: Hono<AppEnv>, describeApi: () => object): void {
  let requests = 0
  let failures = 0
  let description: string | undefined
  hono.use(async (c, next) => {
    requests++
    await next()
    if (c.res.status >= 500) failures++
  })
  hono.get('/healthz', (c) => c.json({ status: 'ok' }))
  hono.get('/readyz', async (c) => {
    const ready = await c.var.platform.db.isReachable()
    return c.json({ status: ready ? 'ready' : 'database unreachable' }, ready ? 200 : 503)
  })
  hono.get('/metrics', async (c) => {
    const memory = process.memoryUsage()
    const cpu = process.cpuUsage()
    const lines = [
      ['divan_http_requests_total', 'counter', requests],
      ['divan_http_failures_total', 'counter', failures],
      ['process_resident_memory_bytes', 'gauge', memory.rss],
      ['process_cpu_seconds_total', 'counter', (cpu.user + cpu.system) / 1e6],
      ['process_uptime_seconds', 'gauge', Math.round(process.uptime())],
    ]
    const own = lines.map(([name, type, value]) => `# TYPE ${name} ${type}\n${name} ${value}\n`)
    return c.text([...own, ...(await describeDue(c.var.platform))].join(''))
  })
  hono.get('/precharge.json', (c) =>
    c.body(JSON.stringify(PREFETCH), 200, {
      'content-type': 'application/speculationrules+json',
      'cache-control': 'public, max-age=86400',
    }),
  )
  hono.get('/openapi.json', (c) => {
    description ??= JSON.stringify(describeApi())
    return c.body(description, 200, { 'content-type': 'application/json' })
  })
}

/** What waits to be done, by kind. Nothing while the database is away: /readyz tells of that. */
async function describeDue(platform: Platform): Promise<string[]> {
  const figures = await measureDue(platform).catch(() => [])
  const gauge = (name: string, valueOf: (figure: DueFigures) => number): string[] => [
    `# TYPE ${name} gauge\n`,
    ...figures.map((figure) => `${name}{kind="${figure.kind}"} ${valueOf(figure)}\n`),
  ]
  return [
    ...gauge('divan_due_waiting', ({ waiting }) => waiting),
    ...gauge('divan_due_oldest_seconds', ({ oldestSeconds }) => oldestSeconds),
    ...gauge('divan_due_failed', ({ failed }) => failed),
  ]
}
