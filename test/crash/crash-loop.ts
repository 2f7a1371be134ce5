import { setTimeout as delay } from 'node:timers/promises'

/** A program under writing load, with a database that it supervises. */
export interface Program {
  /** Settled once it takes writes; rejects when it ends before that. */
  ready: Promise<unknown>
  /** Settled, with what it complained of, once it has ended and every acknowledgement that it sent was read. */
  ended: Promise<string>
  nodePid: number
  /** The database's process now, even one that is only starting; undefined while there is none. */
  findDatabasePid(): number | undefined
  /** The same once it answers. */
  findServingPid(): number | undefined
  /** Ends it in the orderly way. */
  stop(): Promise<void>
}

export interface Trial {
  /** Starts the program and the load on it, on the data that the killed ones left. */
  start(run: number): Promise<Program>
  /** All that the programs have ever acknowledged. */
  acknowledged(): ReadonlySet<string>
  /** Throws unless everything acknowledged is stored, and stored whole. Called while the program runs. */
  verify(acknowledged: ReadonlySet<string>): Promise<void>
  rounds: number
  seed: number
}

export interface SurvivalReport {
  seed: number
  kills: Record<Prey, number>
  /** How many of them came before the kill before was recovered from (or during the first start). */
  duringRecovery: number
  acknowledged: number
  /** From the kill until the next write was acknowledged, in milliseconds. */
  recoveryMs: { median: number; longest: number }
}

type Prey = (typeof preys)[number]
const preys = ['node', 'database', 'both'] as const

const recoveryLimitMs = 60_000

/**
 * Kills (SIGKILL) in turn the Node process, its database, both, at random moments: two times in
 * three under load, after the kill before it was recovered from and all that was acknowledged
 * verified; else during that very recovery. Throws, naming seed and kill, at the first loss or
 * when writes are not acknowledged again within a minute.
 */
export async function survive(trial: Trial): Promise<SurvivalReport> {
  const random = seededRandom(trial.seed)
  const kills = { node: 0, database: 0, both: 0 }
  const recoveries: number[] = []
  let duringRecovery = 0
  let round = 0
  let struckAt = performance.now()
  let killedDatabase: number | undefined
  let program = await trial.start(round)
  try {
    for (; round < trial.rounds; round++) {
      const prey = preys[round % preys.length] ?? 'both'
      if (random() < 1 / 3) {
        duringRecovery += 1
        await delay(random() * 400)
      } else {
        await recover()
        await delay(20 + random() * 600)
      }
      struckAt = performance.now()
      killedDatabase = await strike(program, prey)
      kills[prey] += 1
      if (prey !== 'database') {
        await program.ended
        program = await trial.start(round + 1)
      }
    }
    await recover()
  } catch (error) {
    throw new Error(`crash loop, seed ${trial.seed}, after ${round} kills`, { cause: error })
  } finally {
    await program.stop()
  }
  return {
    seed: trial.seed,
    kills,
    duringRecovery,
    acknowledged: trial.acknowledged().size,
    recoveryMs: summarise(recoveries),
  }

  async function recover() {
    await soon(program, () => program.ready)
    await soon(program, (over) =>
      until(() => ![undefined, killedDatabase].includes(program.findServingPid()), over),
    )
    // Counted from here, since acknowledgements of the killed database may have been on their way.
    const before = trial.acknowledged().size
    await soon(program, (over) => until(() => trial.acknowledged().size > before, over))
    if (round > 0) recoveries.push(performance.now() - struckAt)
    await trial.verify(new Set(trial.acknowledged()))
  }
}

/** Answers the database's process if that was killed. */
async function strike(program: Program, prey: Prey): Promise<number | undefined> {
  // Nobody waits any more for the readiness of a program that is killed before it.
  program.ready.catch(() => {})
  let database: number | undefined
  if (prey !== 'node') {
    await soon(program, (over) => until(() => (database = program.findDatabasePid()) !== undefined, over))
    if (database !== undefined) process.kill(database, 'SIGKILL')
  }
  if (prey !== 'database') process.kill(program.nodePid, 'SIGKILL')
  return database
}

async function until(condition: () => boolean, over: AbortSignal) {
  while (!condition() && !over.aborted) await delay(5)
}

/** Rejects when the program ends or a minute passes before it. */
async function soon(program: Program, happening: (over: AbortSignal) => Promise<unknown>) {
  const over = new AbortController()
  const alarm = delay(recoveryLimitMs, undefined, over).then(() => {
    throw new Error(`not within ${recoveryLimitMs} ms`)
  })
  const end = program.ended.then((complaint) => {
    throw new Error(`the program ended by itself: ${complaint}`)
  })
  alarm.catch(() => {})
  end.catch(() => {})
  try {
    await Promise.race([happening(over.signal), alarm, end])
  } finally {
    over.abort()
  }
}

function summarise(values: readonly number[]) {
  const sorted = values.map(Math.round).sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1] ?? 0, longest: sorted.at(-1) ?? 0 }
}

/** Mulberry32: the same seed kills at the same moments of the load, as far as the machine repeats itself. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
