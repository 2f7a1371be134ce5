import type { Figure } from './figure.ts'

/** Lines of the table in docs/PERFORMANCE.md, by the row name that measures them again. */
export type Rows = ReadonlyMap<string, readonly string[]>

/** The lines that a document holds already. */
export function readRows(document: string): Rows {
  const lines = document.split('\n').flatMap((line) => {
    const row = /^\| ([a-z]+) \|/.exec(line)?.[1]
    return row === undefined || row === HEADER[0] ? [] : [{ row, line }]
  })
  return new Map(
    [...Map.groupBy(lines, ({ row }) => row)].map(([row, all]) => [row, all.map(({ line }) => line)]),
  )
}

export function rowsOf(row: string, figures: readonly Figure[]): readonly string[] {
  return figures.map(({ name, measured, limit, ratio, goal, reached }) =>
    tableLine([row, name, measured, limit, ratio, goal, reached ? 'yes' : 'not yet']),
  )
}

/** The document, with its rows in the order of `names`; a row measured anew takes the place of its old lines. */
export function report(names: readonly string[], old: Rows, measured: Rows, machine: string): string {
  const lines = names.flatMap((name) => measured.get(name) ?? old.get(name) ?? [])
  return `# Performance

Last written by \`npm run bench\` on ${machine}.
Names of rows (\`npm run bench -- drop booking\`) measure those anew and leave the
others as they are.

Figures are medians of rounds that are warm; CPU is the server's own (Node and PostgreSQL together, in nanoseconds per
thread from the kernel's scheduler), on the embedded, durable database. Only ratios measured in one run travel from
machine to machine; the load runs on the same processors.

"Limit" is a bare Node HTTP server with one prepared statement on the same database: no login, no tenancy, no
validation, no page (bench/limit-server.ts).

${tableLine(HEADER)}
${tableLine(HEADER.map(() => '---'))}
${lines.join('\n')}

Where the time goes: a week's page spends about a third of its time in PostgreSQL (sixty appointments with their people, the
planning, the sessions counted), a third in drawing, the rest in taking the request and sending 60 KB. A booking costs
eight statements in four waits; PostgreSQL's part of it is three writes with their nine foreign keys, the audit's link
and the flush. A drop costs as many, and draws two columns; entering a practice, the audit and the commit alone cost
more than three bare inserts, so six of them leave little for the move itself. The number of connections (4 to 16)
changes neither. Of the resident memory a third is Node's own program, a quarter the heap that is in use.
`
}

const HEADER = ['row', 'figure', 'measured', 'limit', 'ratio (spread)', 'goal', 'reached']

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
