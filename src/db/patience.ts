import { isConnectionFailure } from './database.ts'

/** How long a start waits for its database to come back, in milliseconds; recovery after a kill takes one or two seconds. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 100

/**
 * Does a piece of the start again for as long as it fails because the database went away in the middle of it and is
 * being started again. The piece must be safe to repeat. Whatever else goes wrong is thrown at once.
 */
export async function whileDatabaseReturns<T>(task: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await task()
    } catch (error) {
      if (!wentAway(error) || performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}

function wentAway(error: unknown): boolean {
  if (isConnectionFailure(error)) return true
  return error instanceof Error && error.cause !== undefined && wentAway(error.cause)
}
