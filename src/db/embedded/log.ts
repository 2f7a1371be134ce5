/** Where the supervisor tells what it does: a fixed sentence and figures, never personal data. */
export type Log = (message: string, details?: Readonly<Record<string, string | number>>) => void
