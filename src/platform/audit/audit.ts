import type { CompiledQuery } from 'kysely'
import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'

export interface Actor {
  kind: 'user' | 'token' | 'system' | 'visitor'
  id: string | null
}

/** Ids, counts, amounts and hashes. Never a name, a text or anything else a person said. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface AuditEvent {
  /** `noun.verb`, for instance `appointment.cancel`, `patient.read`. */
  action: string
  subjectType: string
  subjectId: string | null
  facts: Facts
}

/**
 * The statement that appends events to the practice's hash chain. It takes the chain head's lock, which is the
 * last one in the order of locks: nothing may be written after it, so it goes out with the commit.
 */
export function appendAudit(
  actor: Actor,
  at: Temporal.Instant,
  events: readonly AuditEvent[],
): CompiledQuery {
  const rows = events.map((event) => ({
    id: newId(),
    at: at.toString(),
    actorKind: actor.kind,
    actorId: actor.id,
    ...event,
  }))
  return sql`select append_audit(${JSON.stringify(rows)}::jsonb)`.compile()
}
