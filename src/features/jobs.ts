import type { JobHandler, QueueName } from '#src/platform/jobs/jobs.ts'
import type { Platform } from '#src/platform/platform.ts'

/** What runs each queue. A handler may run twice: it must find out by itself what is already done. */
export function jobHandlers(platform: Platform): Record<QueueName, JobHandler> {
  void platform
  return { 'mail-send': async () => {}, 'invoice-pdf': async () => {} }
}
