import { v7 } from 'uuid'

const shape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A new UUID v7 (RFC 9562): they sort by the time they were made, which keeps index pages warm. */
export function newId(): string {
  return v7()
}

/** Whether the text is a UUID in canonical lower case, of any version, so that a query may carry it. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && shape.test(text)
}
