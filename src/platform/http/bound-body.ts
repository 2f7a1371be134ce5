import type { Context } from 'hono'
import { wantsEnglish } from './negotiate.ts'
import { TooLarge } from './problem.ts'
import { httpText } from './text.ts'

/** For the routes that take a file: 12 MB hold a lifetime of patients or appointments. */
export const UPLOAD_BYTES = 12_000_000

/**
 * Refuses what announces too much, and counts what arrives where nothing is announced (Node itself takes no more than
 * announced), before anything else is done with it.
 */
export async function boundBody(c: Context, maxBytes: number): Promise<void> {
  const announced = c.req.header('content-length')
  if (announced !== undefined && c.req.header('transfer-encoding') === undefined) {
    if (Number(announced) > maxBytes) throw tooLarge(c)
    return
  }
  const { raw } = c.req
  if (!raw.body) return
  const chunks: Uint8Array[] = []
  // Read by hand: leaving a loop over the stream would cancel it under whoever still writes to it.
  const reader = raw.body.getReader()
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length
    if (bytes > maxBytes) throw tooLarge(c)
    chunks.push(part.value)
  }
  c.req.raw = new Request(raw.url, { method: raw.method, headers: raw.headers, body: Buffer.concat(chunks) })
}

function tooLarge(c: Context): TooLarge {
  return new TooLarge(httpText[wantsEnglish(c) ? 'en' : 'fr'].tooLarge, 413)
}
