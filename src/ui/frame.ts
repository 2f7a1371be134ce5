import type { Frame } from '#src/platform/http/view.ts'

export type { Toast } from '#src/platform/http/toast.ts'
export type { Frame, Theme } from '#src/platform/http/view.ts'
export type { Lang } from '#src/platform/text.ts'

/** The part of a frame that public and plain pages know as well. */
export type PageFrame = Pick<Frame, 'lang' | 'theme' | 'csrf'>
