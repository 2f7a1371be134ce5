import { sql } from '#src/db/sql.ts'
import type { Sweep } from '#src/platform/due/index.ts'

/** Files brought in that nobody confirmed. */
export const sweepPatientPreviews: Sweep = {
  name: 'patient-previews',
  every: { days: 1 },
  olderThan: { days: 7 },
  reason: 'a file holds more than Divan keeps; who has not confirmed it in a week brings a newer one',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`
      delete from import_batch where practice_id = ${practiceId} and id in (
        select id from import_batch where practice_id = ${practiceId} and kind = 'patients'
          and status = 'preview' and created_at < ${before} limit ${most})`.execute(tx),
}
