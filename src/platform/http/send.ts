import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from './app-env.ts'
import { toJson } from './negotiate.ts'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Below this, headers weigh more than what compressing saves. */
const MIN_BYTES = 1_024
// Quality 4 costs a third of gzip's default on a page of 30 KB and is as small.
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

/**
 * Answers a text, compressed as the client accepts. The body goes out as bytes of known length: a stream (what
 * a compressing middleware makes of it) costs more than drawing the page.
 */
export async function sendText(
  c: AppContext,
  status: ContentfulStatusCode,
  contentType: string,
  text: string,
): Promise<Response> {
  const plain = Buffer.from(text)
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding =
    plain.length < MIN_BYTES
      ? undefined
      : /\bbr\b/.test(accepted)
        ? 'br'
        : /\bgzip\b/.test(accepted)
          ? 'gzip'
          : undefined
  const body =
    encoding === 'br'
      ? await compressBrotli(plain, BROTLI)
      : encoding === 'gzip'
        ? await compressGzip(plain)
        : plain
  return c.body(new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.length), status, {
    'content-type': contentType,
    'content-length': String(body.length),
    vary: 'Accept, Accept-Encoding',
    ...(encoding ? { 'content-encoding': encoding } : {}),
  })
}

/** A practice's page. The header names the links that browsers may fetch ahead (src/machine.ts). */
export async function sendPage(
  c: AppContext,
  status: ContentfulStatusCode,
  page: unknown,
): Promise<Response> {
  c.header('Speculation-Rules', '"/precharge.json"')
  return sendText(c, status, 'text/html; charset=utf-8', String(await page))
}

/** JSON with instants in the practice's offset. */
export function sendJson(
  c: AppContext,
  status: ContentfulStatusCode,
  value: unknown,
  zone: string,
): Promise<Response> {
  return sendText(c, status, 'application/json; charset=utf-8', toJson(value, zone))
}
