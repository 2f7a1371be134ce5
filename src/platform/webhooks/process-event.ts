import { type DueKind, type DueRow, workForDue } from '../due/index.ts'
import type { QueueSettings } from '../jobs/queue-settings.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import { SYSTEM } from '../due/index.ts'
import type { HeardEvent, ToldEvent } from './delivery.ts'
import { placeOf } from './store-event.ts'

/** How events are processed: one at a time of each, tried again for a day by the row, not by the queue alone. */
const SETTINGS: QueueSettings = {
  policy: 'stately',
  batchSize: 10,
  concurrency: 2,
  retryLimit: 5,
  retryDelay: 10,
}

/**
 * The due kind of events heard of some practice. `reread` asks the sender what the object is now, outside of any
 * transaction; `process` moves what is the practice's own forward by it, in its transaction; then the event is marked.
 * A crash between repeats, so both must bear to be run again.
 */
export function processHeard<Fact>(
  reread: (platform: Platform, event: HeardEvent, practiceId: string) => Promise<Fact>,
  process: (work: Work, fact: Fact, event: HeardEvent) => Promise<void>,
): DueKind {
  return {
    ...SETTINGS,
    async handle(platform, due) {
      const event = await findHeard(platform, due)
      const fact = event && (await reread(platform, event, due.practiceId))
      await workForDue(platform, due, async (work) => {
        if (event) await process(work, fact as Fact, event)
      })
      if (!event) return
      await platform.db.inDirectory((tx) =>
        tx
          .updateTable('directory.webhookEvent')
          .set({ processedAt: platform.clock() })
          .where('id', '=', event.id)
          .execute(),
      )
    },
  }
}

/** The due kind of events told to a practice: the same, and the mark stands in the practice's own transaction. */
export function processTold<Fact>(
  reread: (platform: Platform, event: ToldEvent, practiceId: string) => Promise<Fact>,
  process: (work: Work, fact: Fact, event: ToldEvent) => Promise<void>,
): DueKind {
  return {
    ...SETTINGS,
    async handle(platform, due) {
      const event = await findTold(platform, due)
      const fact = event && (await reread(platform, event, due.practiceId))
      await workForDue(platform, due, async (work) => {
        if (!event) return
        await process(work, fact as Fact, event)
        await work.tx
          .updateTable('webhookEvent')
          .set({ processedAt: work.now })
          .where('practiceId', '=', work.practiceId)
          .where('id', '=', event.id)
          .execute()
      })
    },
  }
}

/** undefined where it is processed already, or swept. */
async function findHeard(platform: Platform, { subjectId }: DueRow): Promise<HeardEvent | undefined> {
  return platform.db.inDirectory((tx) =>
    tx
      .selectFrom('directory.webhookEvent')
      .select(['id', 'source', 'account', 'eventId', 'type', 'objectId'])
      .where('id', '=', subjectId)
      .where('processedAt', 'is', null)
      .executeTakeFirst(),
  )
}

async function findTold(
  platform: Platform,
  { practiceId, subjectId }: DueRow,
): Promise<ToldEvent | undefined> {
  return workFor(platform, practiceId, SYSTEM, async (work) => {
    const row = await work.tx
      .selectFrom('webhookEvent')
      .select(['id', 'eventId', 'bodySealed'])
      .where('practiceId', '=', practiceId)
      .where('id', '=', subjectId)
      .where('processedAt', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const { bodySealed, ...event } = row
    const body = await work.unseal('practice', placeOf(event.id), bodySealed)
    return { ...event, body: Buffer.from(body, 'base64') }
  })
}
