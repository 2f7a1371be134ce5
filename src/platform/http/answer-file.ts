import type { AppContext } from './app-env.ts'
import type { Door, Entrant } from './door.ts'
import { limitRead } from './limit-request.ts'
import type { FileAnswer, FileRoute } from './route.ts'
import { sendText } from './send.ts'

export async function answerFile<Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  route: FileRoute<Guest>,
): Promise<Response> {
  limitRead(c, door, route)
  const file = await door.enter(c, (guest) =>
    route.load(guest, { params: c.req.param(), query: c.req.query() }),
  )
  if (file.version) {
    // Kept by the program, and asked for again each time.
    c.header('Cache-Control', 'private, no-cache')
    c.header('ETag', file.version.etag)
    c.header('Last-Modified', new Date(file.version.changedAt.epochMilliseconds).toUTCString())
    if (isUnchanged(c, file.version)) return c.body(null, 304)
  }
  c.header('Content-Disposition', dispositionOf(file))
  if (typeof file.body === 'string') return sendText(c, 200, file.contentType, file.body)
  return c.body(new Uint8Array(file.body), 200, {
    'content-type': file.contentType,
    'content-length': String(file.body.length),
  })
}

function dispositionOf({ fileName, inline }: FileAnswer): string {
  const plainName = fileName.replaceAll(/[^\w.-]+/g, '_')
  return `${inline ? 'inline' : 'attachment'}; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

/** RFC 9110 §13.2.2: the date counts only where no tag is sent. */
function isUnchanged(c: AppContext, { etag, changedAt }: NonNullable<FileAnswer['version']>): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) {
    return tags.split(',').some((tag) => ['*', etag, etag.slice('W/'.length)].includes(tag.trim()))
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  return since >= changedAt.epochMilliseconds
}
