import type { Pieces } from '../write-whole.ts'

/** Where files lie, encrypted before they get here. Keys are `practice/…` paths made by the caller. */
export interface Storage {
  /**
   * Writes a file whole or not at all, and takes no more than it can write at once. Where the stream or the storage
   * fails nothing stays behind, and it throws.
   */
  put(key: string, bytes: Pieces): Promise<void>
  /** Reads as fast as it is asked; undefined when there is no such file. Whoever opens reads to the end, or destroys. */
  open(key: string): Promise<OpenFile | undefined>
  remove(key: string): Promise<void>
  /** Removes what was being written before this instant and can no longer be: a crash left it. Returns how many. */
  sweep(before: Temporal.Instant): Promise<number>
}

export interface OpenFile extends AsyncIterable<Buffer> {
  destroy(): unknown
}
