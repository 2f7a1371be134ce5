import type { Log } from './platform/log.ts'

/**
 * Logs what nobody caught, as carefully as any other error: Node itself would print its message, and what it quotes.
 *
 * A rejection that nobody waited for concerns nobody who waits: what was written is in a transaction that was
 * committed whole or not at all, so the requests of every practice go on. An exception thrown past all callbacks left
 * something half done of which nothing is known: the process ends, and whoever watches it starts it again.
 */
export function logUncaught(log: Log): void {
  process.on('unhandledRejection', (reason) => log.error('process.rejection', reason))
  process.on('uncaughtException', (error) => {
    log.error('process.exception', error)
    process.exit(1)
  })
}
