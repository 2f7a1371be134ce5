import type { PgBoss, QueueOptions } from 'pg-boss'
import { BATCH_LIMIT, type QueueSettings, type Queues, queueName } from './queue-settings.ts'

/** Of policy `standard`, written by the practices themselves: `rebuild` finds again what waited in them. */
const FORMER_QUEUES = ['mail-send', 'invoice-pdf']

/** A process that says nothing for this long was killed, in seconds; pg-boss takes no less than 10. */
const HEARTBEAT = 30
const A_DAY = 24 * 3600

/** Makes the queues that are missing, and brings those that are there to what their kinds state now. */
export async function makeQueues(boss: PgBoss, queues: Queues): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const [kind, settings] of Object.entries(queues)) {
    const name = queueName(kind, settings)
    const wanted = optionsOf(settings)
    const queue = known.get(name)
    if (!queue) await boss.createQueue(name, { ...wanted, policy: settings.policy })
    else if (
      Object.entries(wanted).some(([option, value]) => queue[option as keyof QueueOptions] !== value)
    ) {
      await boss.updateQueue(name, wanted)
    }
  }
  for (const name of FORMER_QUEUES) if (known.has(name)) await boss.deleteQueue(name)
}

function optionsOf({ retryLimit, retryDelay }: QueueSettings): QueueOptions {
  return {
    retryLimit,
    retryDelay,
    retryBackoff: true,
    expireInSeconds: BATCH_LIMIT,
    heartbeatSeconds: HEARTBEAT,
    // What was done is told by the audit and by its subject; the queue's copy is of no use.
    deleteAfterSeconds: A_DAY,
  }
}
