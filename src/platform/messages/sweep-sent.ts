import { sql } from '#src/db/sql.ts'
import type { Sweep } from '../due/index.ts'

export const sweepSentMessages: Sweep = {
  name: 'sent-messages',
  every: { days: 1 },
  olderThan: { days: 90 },
  reason:
    'a question about a mail comes within a quarter; what it held is of no use after (GDPR art. 5(1)(e))',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`
      delete from outbox_message where practice_id = ${practiceId} and id in (
        select id from outbox_message where practice_id = ${practiceId} and (sent_at < ${before}
          or state = 'failed' and valid_until < ${before} or state = 'dropped' and send_after < ${before}) limit ${most})`.execute(
      tx,
    ),
}
