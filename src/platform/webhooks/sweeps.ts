import { sql } from '#src/db/sql.ts'
import type { Sweep } from '../due/index.ts'

const REASON = 'a sender repeats for days, and a question about an event comes within a quarter'

/** What was told to practices, with its sealed bodies. */
export const sweepToldEvents: Sweep = {
  name: 'webhooks-told',
  every: { days: 1 },
  olderThan: { days: 90 },
  reason: REASON,
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`delete from webhook_event where practice_id = ${practiceId} and id in (
      select id from webhook_event where practice_id = ${practiceId} and received_at < ${before} limit ${most})`.execute(
      tx,
    ),
}

/** What was heard of some practice, in the directory. */
export const sweepHeardEvents: Sweep = {
  name: 'webhooks-heard',
  every: { days: 1 },
  olderThan: { days: 90 },
  reason: REASON,
  home: 'directory',
  run: (tx, before, most) =>
    sql`delete from directory.webhook_event where id in (
      select id from directory.webhook_event where received_at < ${before} limit ${most})`.execute(tx),
}
