import type { JobHandler, QueueName } from '#src/platform/jobs/jobs.ts'
import { sendWaitingMail } from '#src/platform/mail/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { storeInvoicePdf } from './billing/index.ts'

/** What runs each queue. A handler may run twice: it must find out by itself what is already done. */
export function jobHandlers(platform: Platform): Record<QueueName, JobHandler> {
  return {
    'mail-send': ({ practiceId, messageId = '' }) => sendWaitingMail(platform, { practiceId, messageId }),
    'invoice-pdf': ({ practiceId, invoiceId = '' }) => storeInvoicePdf(platform, { practiceId, invoiceId }),
  }
}
