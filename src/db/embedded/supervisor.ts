import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from './log.ts'
import { type Exit, type Postmaster, type StopMode, stopPostmaster } from './postmaster.ts'

/** The server ended without our asking; it is being started again. */
export interface UnexpectedExit extends Exit {
  /** How starting it again ended; never rejects. */
  restart: Promise<RestartOutcome>
}

export type RestartOutcome =
  | { restarted: true; pid: number; downMs: number }
  | { restarted: false; reason: string }

export interface Supervisor {
  readonly pid: number
  stop(mode: StopMode): Promise<void>
  onUnexpectedExit(listener: (exit: UnexpectedExit) => void): () => void
}

// A server that ends ten times, each time within ten seconds of its start, will not do better the eleventh time.
const quickExitMs = 10_000
const mostQuickExits = 10

/** Watches a server and starts it again whenever it ends by itself, until it is stopped or past help. */
export function supervise(
  first: Postmaster,
  start: (signal: AbortSignal) => Promise<Postmaster>,
  log: Log,
  pauseMs: (quickExits: number) => number = pauseBefore,
): Supervisor {
  const listeners = new Set<(exit: UnexpectedExit) => void>()
  let current = first
  let restarting: Promise<unknown> = Promise.resolve()
  let stopped: Promise<void> | undefined
  let quickExits = 0
  let isDown = false
  const abandon = new AbortController()

  void watch()

  return {
    get pid() {
      return current.pid
    },
    stop(mode) {
      stopped ??= end(mode)
      return stopped
    },
    onUnexpectedExit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  async function watch() {
    const startedAt = performance.now()
    const exit = await current.exited
    isDown = true
    if (stopped) return
    quickExits = performance.now() - startedAt < quickExitMs ? quickExits + 1 : 1
    log('the database server ended unexpectedly', { code: exit.code ?? -1, signal: exit.signal ?? 'none' })
    const restart = startAgain()
    restarting = restart
    for (const listener of listeners) listener({ ...exit, restart })
  }

  async function startAgain(): Promise<RestartOutcome> {
    const since = performance.now()
    if (quickExits > mostQuickExits) return giveUp(`it ended ${mostQuickExits} times shortly after its start`)
    try {
      await delay(pauseMs(quickExits), undefined, abandon)
      current = await start(abandon.signal)
      isDown = false
    } catch (error) {
      if (abandon.signal.aborted) return { restarted: false, reason: 'stopped' }
      return giveUp(error instanceof Error ? error.message : String(error))
    }
    const downMs = Math.round(performance.now() - since)
    log('the database server is back', { pid: current.pid, downMs })
    void watch()
    return { restarted: true, pid: current.pid, downMs }
  }

  function giveUp(reason: string): RestartOutcome {
    log('the database server cannot be started again', { reason })
    return { restarted: false, reason }
  }

  async function end(mode: StopMode) {
    abandon.abort()
    await restarting
    // The id of a process that is gone may be another program's by now.
    if (!isDown) await stopPostmaster(current, mode)
  }
}

/** None after the first exit, then 100 ms, doubled each time up to 5 s. */
function pauseBefore(quickExits: number): number {
  return quickExits === 1 ? 0 : Math.min(50 * 2 ** (quickExits - 1), 5_000)
}
