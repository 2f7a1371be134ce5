/** What a process knows of due rows: which kinds there are, and whom its commits wake. Its worker, if it has one, listens. */
export interface Due {
  /** Those that a feature declares: a row of any other kind would wait for ever. */
  kinds: ReadonlySet<string>
  /** A commit of this process made something due now. */
  ring(): void
  listen(listener: () => void): void
}

export function openDue(kinds: Iterable<string>): Due {
  const listeners: (() => void)[] = []
  return {
    kinds: new Set(kinds),
    ring: () => {
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.push(listener)
    },
  }
}
