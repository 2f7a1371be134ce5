import type { CompiledQuery } from 'kysely'
import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Happened } from '../events/declare-events.ts'

export interface Actor {
  kind: 'user' | 'token' | 'system' | 'visitor'
  id: string | null
}

/**
 * The statement that appends events to the practice's hash chain. It takes the chain head's lock, which is the
 * last one in the order of locks: nothing may be written after it, so it goes out with the commit.
 */
export function appendAudit(actor: Actor, at: Temporal.Instant, events: readonly Happened[]): CompiledQuery {
  const rows = events.map(({ event, id, facts }) => ({
    id: newId(),
    at: at.toString(),
    actorKind: actor.kind,
    actorId: actor.id,
    action: event.code,
    subjectType: event.subject,
    subjectId: id,
    facts,
  }))
  return sql`select append_audit(${JSON.stringify(rows)}::jsonb)`.compile()
}
