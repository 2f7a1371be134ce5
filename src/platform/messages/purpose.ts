import type { Lang } from '../text.ts'
import type { Work } from '../work.ts'
import type { Block } from './blocks.ts'

/** What a message says, to one recipient: a list of them does not exist here, so nobody sees another's. */
export interface Letter {
  to: string
  lang: Lang
  subject: string
  blocks: readonly Block[]
}

/** A planned message, as its purpose is asked what it says. */
export interface Asked {
  subjectId: string
  /** The recipient, where it was settled when the message was planned. */
  to: string | undefined
  /** Where this installation's pages begin: `https://divan.exemple.fr`. */
  baseUrl: string
  /** Only shown: nothing may be written, and no secret made or told. */
  isPreview: boolean
}

/**
 * Why messages of one kind are written, and what they say. Declared by the feature that plans them, and handed to the
 * house through its `messages`.
 */
export interface Purpose {
  /** As stored with each message; never changes once one was planned. */
  name: string
  /** The table of what it is about. */
  subjectType: string
  /**
   * Writes the letter from its subject, read again in the transaction of the claim: what was true when the message was
   * planned may not be any more. Locks nothing. `drop`: it is not to leave after all, and why, in a word.
   */
  render(work: Work, message: Asked): Promise<Letter | Dropped>
}

export interface Dropped {
  drop: string
}
