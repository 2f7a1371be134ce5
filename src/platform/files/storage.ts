/** Where files lie, encrypted before they get here. Keys are `practice/…` paths made by the caller. */
export interface Storage {
  put(key: string, bytes: Buffer): Promise<void>
  /** undefined when there is no such file. */
  find(key: string): Promise<Buffer | undefined>
  remove(key: string): Promise<void>
}
