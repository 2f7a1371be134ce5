import { createRequire } from 'node:module'
import { type Figure, compare, costOf, repeat } from './figure.ts'
import { percentile } from './load.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const ROUNDS = 20

/** An issued invoice's PDF over HTTP, warm, against PDFKit writing as much text without a font. */
export async function pdfFigures(servers: BenchServers): Promise<Figure[]> {
  const practice = await seedPractice(servers.admin, {
    name: 'pdf',
    patients: 1,
    appointments: 0,
    firstDay: '2026-11-23',
    perDay: 1,
    now: BENCH_NOW,
  })
  const path = await issueOne(servers.port, practice.cookie, practice.patientId)
  const call = { path: `${path}.pdf`, headers: { cookie: practice.cookie } }
  const pdf = async () => costOf(servers, repeat(call, 20), 200, 1)
  const compared = await compare(ROUNDS, pdf, async () => writePlainPdf(20))
  const typical = percentile(
    compared.a.answers.map((answer) => answer.milliseconds),
    0.5,
  )
  return [
    {
      name: 'invoice PDF, warm, embedded fonts',
      measured: `${compared.a.cpuMs.toFixed(1)} ms CPU, ${typical.toFixed(1)} ms to the last byte`,
      limit: `${compared.b.toFixed(1)} ms (PDFKit, no embedded font)`,
      ratio: `× ${compared.ratio.toFixed(1)} (${compared.spread})`,
      goal: '10 ms',
      reached: compared.a.cpuMs <= 10,
    },
  ]
}

async function issueOne(port: number, cookie: string, patientId: string): Promise<string> {
  const post = async (path: string, value: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { cookie, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(value),
    })
  const draft = await post('/factures', {
    patientId,
    lines: [
      { label: 'Consultation du 16/11/2026', quantity: 1, unitPriceCents: 6000, vatMode: 'EXEMPT_CARE' },
      { label: 'Consultation du 23/11/2026', quantity: 1, unitPriceCents: 6000, vatMode: 'EXEMPT_CARE' },
    ],
  })
  const { id } = (await draft.json()) as { id: string }
  const issued = await post(`/factures/${id}/emission`, {})
  if (!issued.ok) throw new Error(`the invoice was not issued: ${issued.status} ${await issued.text()}`)
  return `/factures/${id}`
}

interface PlainDocument {
  on(event: 'data' | 'end', listener: () => void): void
  text(text: string): void
  end(): void
}

/** Mean milliseconds of CPU for a page of forty lines in a standard font. */
async function writePlainPdf(times: number): Promise<number> {
  const PDFDocument = createRequire(import.meta.url)('pdfkit') as new (options: object) => PlainDocument
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) {
    const document = new PDFDocument({ size: 'A4', compress: true })
    document.on('data', () => {})
    const ended = new Promise<void>((resolve) => document.on('end', resolve))
    for (let line = 0; line < 40; line++) document.text(`Consultation du ${line} novembre 2026, 60,00 euros`)
    document.end()
    await ended
  }
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1000 / times
}
