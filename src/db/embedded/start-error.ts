/** The embedded database cannot start for a reason that the person at the machine can mend; the message says it. */
export class EmbeddedStartError extends Error {
  override name = 'EmbeddedStartError'
}
