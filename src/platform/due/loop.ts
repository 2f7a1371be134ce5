export interface Loop {
  /** Has it step now, or once more when it is in the middle of a step. */
  wake(): void
  /** Ends once the step under way is over. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** Answers whether the next step is wanted at once. */
  step: () => Promise<boolean>
  everyMs: number
  /** Before the first step; `everyMs` unless told. */
  firstMs?: number
  /** Of failures in a row the first one is told. */
  onError: (error: unknown) => void
}

/** Steps every so often, and whenever it is woken, one step at a time. */
export function startLoop({ step, everyMs, firstMs = everyMs, onError }: LoopOptions): Loop {
  const state = { isStopped: false, isWanted: false, isFailing: false, goOn: () => {} }

  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      state.goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function stepOnce(): Promise<boolean> {
    state.isWanted = false
    try {
      const more = await step()
      state.isFailing = false
      return more
    } catch (error) {
      if (!state.isFailing) onError(error)
      state.isFailing = true
      return false
    }
  }

  async function run(): Promise<void> {
    await rest(firstMs)
    while (!state.isStopped) {
      const more = await stepOnce()
      if (!more && !state.isWanted && !state.isStopped) await rest(everyMs)
    }
  }

  const running = run()
  return {
    wake: () => {
      state.isWanted = true
      state.goOn()
    },
    stop: () => {
      state.isStopped = true
      state.goOn()
      return running
    },
  }
}
