import { cpuOf, cpuOfTree } from './processes.ts'
import { type Answer, type Call, median, requireStatus, sendAll } from './load.ts'

/** One line of docs/PERFORMANCE.md. */
export interface Figure {
  name: string
  measured: string
  limit: string
  ratio: string
  goal: string
  reached: boolean
}

export interface Target {
  port: number
  pid: number
  databasePid: number
}

export interface Cost {
  /** Server CPU per request, Node and PostgreSQL together, in milliseconds. */
  cpuMs: number
  perSecond: number
  answers: Answer[]
}

/** Sends the calls and reads what they cost the server from the kernel's account. */
export async function costOf(
  target: Target,
  calls: readonly Call[],
  status: number,
  connections = 4,
): Promise<Cost> {
  const before = cpuOf(target.pid) + cpuOfTree(target.databasePid)
  const { answers, seconds } = await sendAll(target.port, connections, calls)
  requireStatus(answers, status)
  const used = cpuOf(target.pid) + cpuOfTree(target.databasePid) - before
  return { cpuMs: (used * 1000) / calls.length, perSecond: calls.length / seconds, answers }
}

/**
 * Measures two things in turn, A B A B, and tells the median of the ratios: the machine's speed drifts, the ratio
 * of two neighbours hardly.
 */
export async function compare<A, B>(
  rounds: number,
  measureA: () => Promise<A>,
  measureB: () => Promise<B>,
  ratioOf: (a: A, b: B) => number,
): Promise<{ ratio: number; spread: string; a: A; b: B }> {
  const pairs: { a: A; b: B; ratio: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const a = await measureA()
    const b = await measureB()
    pairs.push({ a, b, ratio: ratioOf(a, b) })
  }
  const ratios = pairs.map((pair) => pair.ratio)
  const ratio = median(ratios)
  const middle = pairs.find((pair) => pair.ratio === ratio) ?? pairs[0]
  if (!middle) throw new Error('no round was measured')
  return {
    ratio,
    spread: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    a: middle.a,
    b: middle.b,
  }
}

export function repeat(call: Call, times: number): Call[] {
  return Array.from({ length: times }, () => call)
}
