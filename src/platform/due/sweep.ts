import type { DirectoryTx } from '#src/db/database.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import { SYSTEM } from './work-for-due.ts'

/** Rows that are of no use any more, and are taken away at night. Declared by the feature that owns the table. */
export type Sweep = SweepRule & (PracticeSweep | DirectorySweep)

interface SweepRule {
  name: string
  /** Whole days from one night to the next. */
  every: Readonly<{ days: number }>
  /** Older than this they go; reckoned in UTC. */
  olderThan: Readonly<{ years?: number; months?: number; days?: number }>
  /** Why this age and no other: for docs/SECURITY.md and whoever asks. */
  reason: string
}

interface PracticeSweep {
  home: 'practice'
  /** Deletes at most `most` of the practice's rows from before, in one statement, and answers what that answered. */
  run(work: Work, before: Temporal.Instant, most: number): Promise<Swept>
}

interface DirectorySweep {
  home: 'directory'
  run(tx: DirectoryTx, before: Temporal.Instant, most: number): Promise<Swept>
}

interface Swept {
  numAffectedRows?: bigint
}

/** In one statement and transaction at most: none holds locks for long. */
const MOST = 1_000

/** Sweeps all practices, or the directory, unless the process stops. Answers how many rows went. */
export async function runSweep(
  platform: Platform,
  sweep: Sweep,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const before = platform.clock().toZonedDateTimeISO('UTC').subtract(sweep.olderThan).toInstant()
  if (sweep.home === 'directory')
    return untilFew(() => platform.db.inDirectory((tx) => sweep.run(tx, before, MOST)))
  let count = 0
  for (const practiceId of await listPractices(platform)) {
    if (isStopping()) break
    count += await untilFew(() =>
      workFor(platform, practiceId, SYSTEM, (work) => sweep.run(work, before, MOST)),
    )
  }
  return count
}

export async function listPractices(platform: Platform): Promise<string[]> {
  const rows = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').execute(),
  )
  return rows.map((row) => row.practiceId)
}

async function untilFew(run: () => Promise<Swept>): Promise<number> {
  let count = 0
  for (;;) {
    const gone = Number((await run()).numAffectedRows ?? 0n)
    count += gone
    if (gone < MOST) return count
  }
}
