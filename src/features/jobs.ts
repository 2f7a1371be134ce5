import type { DueKinds } from '#src/platform/due/index.ts'
import { mailSend } from '#src/platform/mail/index.ts'
import { invoicePdf } from './billing/index.ts'

/** Everything that becomes due, by its name in `work.enqueue` and `work.due`. */
export const dueKinds: DueKinds = { 'mail-send': mailSend, 'invoice-pdf': invoicePdf }
