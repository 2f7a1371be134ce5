import { isId } from '#src/domain/ids.ts'

/** Where a list by time, newest first, goes on. */
export interface Position {
  startsAt: Temporal.Instant
  id: string
}

export function writeCursor({ startsAt, id }: Position): string {
  return Buffer.from(`${startsAt.toString()} ${id}`).toString('base64url')
}

/** undefined for no cursor, and for one that nobody wrote here: the list then starts at its beginning. */
export function readCursor(text: string | undefined): Position | undefined {
  const [instant = '', id] = Buffer.from(text ?? '', 'base64url')
    .toString()
    .split(' ')
  if (!isId(id) || !/^\d{4}-[0-9T:.-]+Z$/.test(instant)) return undefined
  try {
    return { startsAt: Temporal.Instant.from(instant), id }
  } catch {
    return undefined
  }
}
