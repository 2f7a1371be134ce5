import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import { id, version } from '#src/platform/http/fields.ts'

export interface Decision {
  appointmentId: string
  /** The version that was on the page. */
  version: number
  /** Undefined: it stays where it is. */
  do: 'move' | 'cancel' | undefined
  startsAt?: Temporal.Instant | undefined
}

const instant = z.string().transform((text, context): Temporal.Instant => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', params: { key: 'invalidDate' } })
    return z.NEVER
  }
})

const decision = z.discriminatedUnion('action', [
  z.object({ action: z.literal('move'), appointmentId: id, version, startsAt: instant }),
  z.object({ action: z.enum(['cancel', 'keep']), appointmentId: id, version }),
])

/**
 * What becomes of each appointment: from clients `decisions`; from the page `choice-<id>` (`keep`, `cancel`, or the
 * instant to move to) with `version-<id>`.
 */
export const affectedForm = z
  .looseObject({ decisions: z.array(decision).max(200).optional() })
  .transform((fields, context): Decision[] => {
    if (fields.decisions) {
      return fields.decisions.map((one) => ({
        appointmentId: one.appointmentId,
        version: one.version,
        do: one.action === 'keep' ? undefined : one.action,
        startsAt: one.action === 'move' ? one.startsAt : undefined,
      }))
    }
    return Object.entries(fields).flatMap(([name, value]) => {
      const appointmentId = name.startsWith('choice-') ? name.slice('choice-'.length) : ''
      return isId(appointmentId) ? [readChoice(appointmentId, value, fields, context)] : []
    })
  })

function readChoice(
  appointmentId: string,
  value: unknown,
  fields: Record<string, unknown>,
  context: z.RefinementCtx,
): Decision {
  const shown = Number(fields[`version-${appointmentId}`])
  const base = { appointmentId, version: Number.isInteger(shown) ? shown : 0 }
  if (value === 'keep' || value === 'cancel') return { ...base, do: value === 'keep' ? undefined : value }
  const moved = instant.safeParse(value)
  if (moved.success) return { ...base, do: 'move', startsAt: moved.data }
  context.addIssue({ code: 'custom', params: { key: 'invalidDate' }, path: [`choice-${appointmentId}`] })
  return { ...base, do: undefined }
}
