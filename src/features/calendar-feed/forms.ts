import { z } from 'zod'
import { optionalLine } from '#src/platform/http/fields.ts'
import { TITLES } from './discreet-title.ts'

export const newFeedForm = z.object({
  name: optionalLine(100),
  titles: z.enum(TITLES).default('initials'),
})
export const revokeForm = z.object({
  /** Asked of the page alone: what cannot be undone is confirmed by a word. */
  confirmation: z.string().max(100).optional(),
  _csrf: z.unknown().optional(),
})

export const feedAnswer = z.object({
  id: z.string(),
  name: z.string(),
  titles: z.enum(TITLES),
  createdAt: z.string(),
  lastReadAt: z.string().nullable(),
})
export const feedsAnswer = z.object({ items: z.array(feedAnswer), next: z.null() })
export const revokedAnswer = z.object({ id: z.string() })
