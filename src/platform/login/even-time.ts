/**
 * Longer than any of the ways to a refusal takes on a quiet machine (argon2 and a few statements), so that
 * the clock does not tell which identifiers exist.
 */
const EVEN_MS = 250

/** Runs `task` and answers no sooner than EVEN_MS after it began, where `isEven` holds for its result. */
export async function evenTime<T>(task: () => Promise<T>, isEven: (result: T) => boolean): Promise<T> {
  const started = performance.now()
  const result = await task()
  if (!isEven(result)) return result
  const left = EVEN_MS - (performance.now() - started)
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  return result
}
