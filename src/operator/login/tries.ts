import type { Refused } from '#src/domain/refusal.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Stranger } from '#src/platform/http/stranger.ts'
import { addressKey } from '#src/platform/login/address.ts'
import { FREE_PER_ACCOUNT, FREE_PER_ADDRESS, claimAttempt, forgive } from '#src/platform/login/throttle.ts'

/** `seconds` until the next try may be made. */
export type TooManyTries = Refused<'too-many', { seconds: number }>

/**
 * Counts a try before it is made, by what it is made upon and by where it comes from; takes it back where it was
 * right. The counters are those of every login, so nobody is kept out for longer than a quarter of an hour.
 */
export async function counted<T>(
  { platform, address }: Stranger,
  subject: string,
  task: () => Promise<T>,
): Promise<T | TooManyTries> {
  const now = platform.clock()
  const own = `operator-${subject}`
  const shared = `address:${addressKey(address)}`
  const counters = [
    { key: own, free: FREE_PER_ACCOUNT },
    { key: shared, free: FREE_PER_ADDRESS },
  ]
  const until = await platform.db.inDirectory((tx) => claimAttempt(tx, counters, now))
  if (until) {
    return { refused: 'too-many', seconds: Math.max(1, Math.ceil(now.until(until).total('seconds'))) }
  }
  const outcome = await task()
  if (!isRefused(outcome)) {
    await platform.db.inDirectory((tx) => forgive(tx, { cleared: [own], shared: [shared] }, now))
  }
  return outcome
}
