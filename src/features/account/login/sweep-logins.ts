import { sql } from '#src/db/sql.ts'
import type { Sweep } from '#src/platform/due/index.ts'
import { MEMORY } from '#src/platform/login/throttle.ts'

/** Sessions that ended. Who logged in and when stays in the audit. */
export const sweepLoginSessions: Sweep = {
  name: 'login-sessions',
  every: { days: 1 },
  olderThan: { months: 6 },
  reason: 'traces of access are kept for 6 to 12 months (CNIL, délibération 2021-122 of 14 October 2021)',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`
      delete from login_session where practice_id = ${practiceId} and id in (
        select id from login_session where practice_id = ${practiceId} and (revoked_at < ${before} or expires_at < ${before}) limit ${most})`.execute(
      tx,
    ),
}

export const sweepLoginThrottles: Sweep = {
  name: 'login-throttles',
  every: { days: 1 },
  olderThan: MEMORY,
  reason: 'a failed login counts for a day; the address it came from is of no use after',
  home: 'directory',
  run: (tx, before, most) =>
    sql`
      delete from directory.login_throttle where key in (
        select key from directory.login_throttle where last_failure_at < ${before} limit ${most})`.execute(
      tx,
    ),
}
