/** How the queue of one kind runs, retries and limits. Every kind states all of it. */
export interface QueueSettings {
  /**
   * `short`: one job of a subject waits, however often it is asked for. `stately`: and one runs at a time, for effects
   * outside the database. Under pg-boss's other policies a key either promises nothing (`standard`) or refuses what is
   * asked for while a job runs (`exclusive`, `singleton`). The queue is named by its policy, since pg-boss cannot
   * change it.
   */
  policy: 'short' | 'stately'
  /** Jobs taken in one round trip, run one after another: at least 2, else the queue is read once a poll. */
  batchSize: number
  /** Batches at once, in each process. */
  concurrency: number
  /** Tries after the first one; then the row is put off for a day, visibly (`failed_at`). */
  retryLimit: number
  /** Wait before the first retry, in seconds; each next one is twice as long. */
  retryDelay: number
}

export type Queues = Readonly<Record<string, QueueSettings>>

/** A batch that takes longer is taken for lost, in seconds. */
export const BATCH_LIMIT = 300

export function queueName(kind: string, { policy }: QueueSettings): string {
  return `${kind}.${policy}`
}

/**
 * How long a row stays handed out, in seconds: longer than the queue can be busy with it, all retries included. Only
 * what the queue has lost is handed out again.
 */
export function leaseSeconds({ retryLimit, retryDelay }: QueueSettings): number {
  return retryDelay * 2 ** retryLimit + (retryLimit + 1) * BATCH_LIMIT + 3600
}
