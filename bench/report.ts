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

Where the time goes: a week's page spends about a third of its time in PostgreSQL (sixty appointments with their people, the
planning, the sessions counted), a third in drawing, the rest in taking the request and sending 60 KB. A booking costs
eight statements in four waits; PostgreSQL's part of it is three writes with their nine foreign keys, the audit's link
and the flush. A drop costs as many, and draws two columns; entering a practice, the audit and the commit alone cost
more than three bare inserts, so six of them leave little for the move itself. The number of connections (4 to 16)
changes neither. Of the resident memory a third is Node's own program, a quarter the heap that is in use.
`
}
