import { sql } from '#src/db/sql.ts'
import type { Sweep } from '#src/platform/due/index.ts'

/** Drafts of notes that were settled: their text is the note's own, or a person set them aside. */
export const sweepNoteDrafts: Sweep = {
  name: 'note-drafts',
  every: { days: 1 },
  olderThan: { days: 30 },
  reason: 'a draft set aside can be taken back for a month; one that became the note is a copy of it',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`
      delete from note_draft where practice_id = ${practiceId} and id in (
        select id from note_draft where practice_id = ${practiceId} and settled_at < ${before} limit ${most})`.execute(
      tx,
    ),
}
