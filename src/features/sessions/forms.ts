import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import { id, version } from '#src/platform/http/fields.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { MAX_NOTE_LENGTH } from './rules.ts'

const editorId = id.optional()

// `<draft id>@<when it was last kept>`
const resumes = z
  .string()
  .optional()
  .transform((value, ctx) => {
    if (value === undefined || value === '') return undefined
    const [draftId, at] = value.split('@')
    try {
      if (isId(draftId)) return { draftId, updatedAt: Temporal.Instant.from(at ?? '') }
    } catch {
      // An unreadable instant is refused below, like an unreadable id.
    }
    ctx.addIssue(refusal('invalid'))
    return z.NEVER
  })

/** A note to save. `version` is the one the editor started from. */
export const noteForm = z.object({ text: z.string().max(MAX_NOTE_LENGTH), version, editorId, resumes })
export type NoteInput = z.infer<typeof noteForm>

/** What an open editor sends by itself. Its length is bounded by the request alone: nothing typed is turned away. */
export const draftForm = z.object({
  text: z.string(),
  version,
  editorId: id,
  resumes,
  leaving: z
    .union([z.string(), z.boolean()])
    .optional()
    .transform((value) => value !== undefined && value !== '' && value !== false),
})

/** A draft is set aside from its notice, or from the editor that went on with it. */
export const discardForm = z.object({ editorId })

const cursor = z.string().max(100).optional().catch(undefined)

export const historyQuery = z.object({ cursor })
export const searchQuery = z.object({
  q: z.string().max(300).default('').catch(''),
  cursor,
})
export const sessionQuery = z.object({
  /** The draft to go on with. */
  brouillon: id.optional().catch(undefined),
})
export const compareQuery = z.object({
  face: z.enum(['precedente', 'actuelle']).default('precedente').catch('precedente'),
})
