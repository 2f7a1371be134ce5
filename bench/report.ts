import { cpus } from 'node:os'
import type { Figure } from './figure.ts'

export function report(figures: readonly Figure[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${figure.measured} | ${figure.limit} | ${figure.ratio} | ${figure.goal} | ${figure.reached ? 'yes' : 'not yet'} |`,
  )
  return `# Performance

Written by \`npm run bench\` on ${machine}. Figures are medians; CPU is the server's own (Node and PostgreSQL
together, from the kernel's account), on the embedded, durable database. Only ratios measured in one run travel from
machine to machine; the load runs on the same processors.

"Limit" is a bare Node HTTP server with one prepared statement on the same database: no login, no tenancy, no
validation, no page (bench/limit-server.ts).

| figure | measured | limit | ratio (spread) | goal | reached |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

What is not reached yet, and what is known of it: a page of the agenda costs four waits for the database (entering
with the session, the week, the commit) and the drawing of sixty events; a booking costs eight statements, of which
the audit already travels with the commit. Memory after the bench is mostly freed pages that the allocator keeps.
`
}
