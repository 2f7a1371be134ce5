/** Where the writer writes: the embedded database itself, or a whole server over HTTP. */
export interface WriteTarget {
  /** Resolves only once the write is durable. */
  write(id: string, writer: string): Promise<void>
  close(): Promise<void>
}
