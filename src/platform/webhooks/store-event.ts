import { createHash } from 'node:crypto'
import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Platform } from '../platform.ts'
import { workFor } from '../work-for.ts'
import { SYSTEM } from '../due/index.ts'
import type { Work } from '../work.ts'
import type { Heard } from './delivery.ts'

/**
 * Keeps what was told to a practice, and has it processed; a repeat is counted, and processed only where the first was
 * not. All in the transaction of the address that named the practice.
 */
export async function storeTold(
  work: Work,
  { source, kind, eventId, body }: { source: string; kind: string; eventId: string; body: Buffer },
): Promise<void> {
  const id = newId()
  const sealed = await work.seal('practice', placeOf(id), body.toString('base64'))
  const { rows } = await sql<{ id: string; processedAt: Temporal.Instant | null }>`
    insert into webhook_event (practice_id, id, source, event_id, body_sealed, received_at)
    values (${work.practiceId}, ${id}, ${source}, ${eventId}, ${sealed}, ${work.now})
    on conflict (practice_id, source, event_id) do update set received = webhook_event.received + 1
    returning id, processed_at`.execute(work.tx)
  const [event] = rows
  if (event && !event.processedAt) work.enqueue(kind, event.id)
}

/**
 * Keeps what was heard of some practice, without its body, and has it processed there. Three transactions: this one of
 * the directory, the practice's that notes it as due; a crash between them is mended by the sender's repeat, since it
 * was not answered.
 */
export async function storeHeard(
  platform: Platform,
  { source, kind, heard, body }: { source: string; kind: string; heard: Heard; body: Buffer },
  practiceOf: (platform: Platform, account: string) => Promise<string | undefined>,
): Promise<void> {
  const now = platform.clock()
  const { eventId, account, type, objectId } = heard
  const hash = createHash('sha256').update(body).digest()
  const { rows } = await platform.db.inDirectory((tx) =>
    sql<{ id: string; processedAt: Temporal.Instant | null }>`
      insert into directory.webhook_event (source, account, event_id, id, type, object_id, body_hash, received_at)
      values (${source}, ${account}, ${eventId}, ${newId()}, ${type}, ${objectId}, ${hash}, ${now})
      on conflict (source, account, event_id) do update set received = webhook_event.received + 1
      returning id, processed_at`.execute(tx),
  )
  const [event] = rows
  if (!event || event.processedAt) return
  // An account that is no practice's (any more) is kept as well: it is for whoever runs the installation to look at.
  const practiceId = await practiceOf(platform, account)
  if (practiceId === undefined) return
  await workFor(platform, practiceId, SYSTEM, async (work) => work.enqueue(kind, event.id), now)
}

export function placeOf(id: string): string {
  return `webhook_event.body_sealed:${id}`
}
