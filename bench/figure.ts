import { type CpuAccount, cpuOfThreads, cpuOfTree, millisecondsBetween } from './processes.ts'
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
  const before = readCpu(target)
  const { answers, seconds } = await sendAll(target.port, connections, calls)
  requireStatus(answers, status)
  const used = millisecondsBetween(before, readCpu(target))
  return { cpuMs: used / calls.length, perSecond: calls.length / seconds, answers }
}

/** What Node's threads and PostgreSQL's processes have run so far. */
export function readCpu({ pid, databasePid }: Omit<Target, 'port'>): CpuAccount {
  return new Map([...cpuOfThreads(pid), ...cpuOfTree(databasePid)])
}

/**
 * Measures two things in turn, A B A B, once both are warm, and tells the median of the ratios: the machine's speed
 * drifts, the ratio of two neighbours hardly. `tell` says which number of a round is compared.
 */
export async function compare<A extends Round, B extends Round>(
  rounds: number,
  measureA: () => Promise<A>,
  measureB: () => Promise<B>,
  tell: (round: A | B) => number = cpuOfRound,
): Promise<{ ratio: number; spread: string; a: A; b: B }> {
  await warmUp(async () => tell(await measureA()))
  await warmUp(async () => tell(await measureB()))
  const pairs: { a: A; b: B; ratio: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const a = await measureA()
    const b = await measureB()
    pairs.push({ a, b, ratio: tell(a) / tell(b) })
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

/** What a round found: milliseconds, or what requests cost. */
type Round = number | Pick<Cost, 'cpuMs'>

function cpuOfRound(round: Round): number {
  return typeof round === 'number' ? round : round.cpuMs
}

const WARM_WITHIN = 0.05
const MOST_COLD_ROUNDS = 10

/**
 * Repeats rounds until two neighbours agree within 5 %: until then the compiler is measured. On a machine that does
 * other things they may never do; then it goes on after ten, and says so. Answers how many there were.
 */
export async function warmUp(measure: () => Promise<number>, say = console.warn): Promise<number> {
  let last = await measure()
  for (let rounds = 2; rounds <= MOST_COLD_ROUNDS; rounds++) {
    const next = await measure()
    if (Math.abs(next - last) <= WARM_WITHIN * Math.max(next, last)) return rounds
    last = next
  }
  say(`        never twice the same within 5 % in ${MOST_COLD_ROUNDS} rounds: this machine is not quiet`)
  return MOST_COLD_ROUNDS
}

export function repeat(call: Call, times: number): Call[] {
  return Array.from({ length: times }, () => call)
}
