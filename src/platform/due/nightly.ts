import { sql } from '#src/db/sql.ts'
import type { CellTx } from '#src/db/database.ts'
import type { Platform } from '../platform.ts'
import type { DueKinds } from './kinds.ts'
import { rebuildDue } from './rebuild.ts'
import { type Sweep, listPractices, runSweep } from './sweep.ts'

/** One thing done at night, once per installation however many workers there are. Answers how many rows it touched. */
export interface NightlyTask {
  name: string
  every: Readonly<{ days: number }>
  /** Ends early, between two practices, once `isStopping` says so. */
  run(platform: Platform, isStopping: () => boolean): Promise<number>
}

/** When nobody sees patients: civil time of the installation, which is France's. */
const HOUR = { hour: 3 }
const ZONE = 'Europe/Paris'
/** A task that another worker has for longer than this was cut off. */
const LEASE = Temporal.Duration.from({ hours: 2 })

/** All that runs at night: the features' sweeps, and the due rows made anew of what the practices say. */
export function nightlyTasks(sweeps: readonly Sweep[], kinds: DueKinds): NightlyTask[] {
  return [
    {
      name: 'rebuild-due',
      every: { days: 1 },
      run: (platform, isStopping) => rebuildAll(platform, kinds, isStopping),
    },
    ...sweeps.map((sweep) => ({
      name: sweep.name,
      every: sweep.every,
      run: (platform: Platform, isStopping: () => boolean) => runSweep(platform, sweep, isStopping),
    })),
  ]
}

/**
 * Runs those whose night has come by Divan's clock, and those that never ran. One that fails is told, does not keep the
 * others from running, and is tried again when its lease is over. A process that stops leaves the rest to the next.
 */
export async function runNightly(
  platform: Platform,
  tasks: readonly NightlyTask[],
  isStopping: () => boolean = () => false,
): Promise<void> {
  for (const task of tasks) {
    if (isStopping()) return
    if (!(await platform.db.inCell((tx) => claim(tx, task.name, platform.clock())))) continue
    try {
      const count = await task.run(platform, isStopping)
      const now = platform.clock()
      const next = isStopping() ? now : nightAfter(now, task.every)
      await platform.db.inCell((tx) => finish(tx, task.name, next))
      platform.log.info('nightly', { task: task.name, count })
    } catch (error) {
      platform.log.error('nightly', error, { task: task.name })
    }
  }
}

async function rebuildAll(platform: Platform, kinds: DueKinds, isStopping: () => boolean): Promise<number> {
  let count = 0
  for (const practiceId of await listPractices(platform)) {
    if (isStopping()) break
    count += await rebuildDue(platform, kinds, practiceId)
  }
  return count
}

async function claim(tx: CellTx, name: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    insert into cell.sweep (name, due_at, lease_until) values (${name}, ${now}, ${now.add(LEASE)})
    on conflict (name) do update set lease_until = excluded.lease_until
      where sweep.due_at <= ${now} and (sweep.lease_until is null or sweep.lease_until <= ${now})
    returning name`.execute(tx)
  return rows.length > 0
}

async function finish(tx: CellTx, name: string, dueAt: Temporal.Instant): Promise<void> {
  await tx.updateTable('cell.sweep').set({ dueAt, leaseUntil: null }).where('name', '=', name).execute()
}

/** The next night, that many days on. */
function nightAfter(now: Temporal.Instant, every: Readonly<{ days: number }>): Temporal.Instant {
  const here = now.toZonedDateTimeISO(ZONE)
  const tonight = here.toPlainDate().toZonedDateTime({ timeZone: ZONE, plainTime: HOUR })
  const isOver = Temporal.ZonedDateTime.compare(tonight, here) <= 0
  return tonight.add({ days: isOver ? every.days : every.days - 1 }).toInstant()
}
