import { sql } from '#src/db/sql.ts'
import type { DirectoryTx } from '#src/db/database.ts'

/**
 * A count of failures in a row. `free` of them cost nothing; from then on each one makes the next wait
 * twice as long. Nobody is ever locked out for longer than the cap, so an attacker cannot keep the owner
 * out for good, and a browser the owner has used before has a counter of its own.
 */
export interface Counter {
  key: string
  free: number
}

/** Typing slips are four at most; then 30 s keeps a guesser below 100 tries a day with the cap. */
export const FREE_PER_ACCOUNT = 5
/** An office or a phone network shares one address. */
export const FREE_PER_ADDRESS = 25

const FIRST_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 15 * 60
/** Failures older than this are forgotten, and swept at night. */
export const MEMORY = { days: 1 } as const
const MEMORY_HOURS = Temporal.Duration.from({ hours: 24 * MEMORY.days })

/** How long the next try waits after this many failures in a row, in seconds. */
export function waitAfter(failures: number, free: number): number {
  if (failures < free) return 0
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(failures - free, 10))
}

/**
 * Counts a try as failed before it is made, so that a hundred tries at once are a hundred tries; `forgive`
 * takes it back when it succeeds. Where a counter is waiting, counts nothing and answers until when.
 */
export async function claimAttempt(
  tx: DirectoryTx,
  counters: readonly Counter[],
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const keys = counters.map((counter) => counter.key)
  await tx
    .deleteFrom('directory.loginThrottle')
    .where('key', 'in', keys)
    .where('lastFailureAt', '<', now.subtract(MEMORY_HOURS))
    .execute()
  await tx
    .insertInto('directory.loginThrottle')
    .values(keys.map((key) => ({ key, failures: 0, lastFailureAt: now, blockedUntil: now })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  // Always in the order of keys: two tries that share counters wait for each other, not in a circle.
  const rows = await tx
    .selectFrom('directory.loginThrottle')
    .selectAll()
    .where('key', 'in', keys)
    .orderBy('key')
    .forUpdate()
    .execute()
  const waiting = rows
    .map((row) => row.blockedUntil)
    .filter((until) => Temporal.Instant.compare(until, now) > 0)
  const latest = waiting.sort((a, b) => Temporal.Instant.compare(b, a))[0]
  if (latest) return latest
  for (const row of rows) {
    const failures = row.failures + 1
    const free = counters.find((counter) => counter.key === row.key)?.free ?? FREE_PER_ACCOUNT
    await tx
      .updateTable('directory.loginThrottle')
      .set({ failures, lastFailureAt: now, blockedUntil: now.add({ seconds: waitAfter(failures, free) }) })
      .where('key', '=', row.key)
      .execute()
  }
  return undefined
}

/**
 * After a success: `cleared` counters start anew; from `shared` ones (an address) only this try is taken
 * back, so that an attacker's own account does not wipe out what he did to others.
 */
export async function forgive(
  tx: DirectoryTx,
  counters: { cleared: readonly string[]; shared: readonly string[] },
  now: Temporal.Instant,
): Promise<void> {
  if (counters.cleared.length > 0) {
    await tx.deleteFrom('directory.loginThrottle').where('key', 'in', counters.cleared).execute()
  }
  if (counters.shared.length > 0) {
    await tx
      .updateTable('directory.loginThrottle')
      .set({ failures: sql<number>`greatest(failures - 1, 0)`, blockedUntil: now })
      .where('key', 'in', counters.shared)
      .execute()
  }
}
