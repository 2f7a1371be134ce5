import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  bytes: number
  milliseconds: number
}

export interface Call {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

/** What Chrome and Firefox ask for: pages are measured as they get them. */
export const BROWSER_ENCODINGS = 'gzip, deflate, br, zstd'

/** Sends calls over kept-alive connections, each connection one at a time, and keeps every answer. */
export async function sendAll(
  port: number,
  connections: number,
  calls: readonly Call[],
): Promise<{ answers: Answer[]; seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers: Answer[] = []
  let next = 0
  const started = performance.now()
  const worker = async (): Promise<void> => {
    for (let call = calls[next++]; call; call = calls[next++]) answers.push(await send(agent, port, call))
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return { answers, seconds }
}

async function send(agent: Agent, port: number, call: Call): Promise<Answer> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body } = call
    const outgoing = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) },
      },
      (incoming) => {
        let bytes = 0
        incoming.on('data', (chunk: Buffer) => (bytes += chunk.length))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, bytes, milliseconds: performance.now() - started }),
        )
        incoming.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Every answer must have this status: a figure made of refusals measures nothing. */
export function requireStatus(answers: readonly Answer[], status: number): void {
  const other = answers.find((answer) => answer.status !== status)
  if (other) throw new Error(`an answer has status ${other.status} instead of ${status}`)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
