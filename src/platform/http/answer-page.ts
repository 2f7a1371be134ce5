import type { AppContext } from './app-env.ts'
import { wantsJson } from './negotiate.ts'
import type { FileAnswer, PageRoute, Params } from './route.ts'
import { sendJson, sendPage } from './send.ts'
import { validate } from './validate.ts'
import { type View, type Visit, enter } from './visit.ts'

export async function answerPage<Query, Data>(
  c: AppContext,
  route: PageRoute<Query, Data>,
): Promise<Response> {
  const { loadJson } = route
  if (loadJson && wantsJson(c)) {
    const { data, view } = await enter(c, (visit) => readPage(c, route, visit, loadJson))
    return sendJson(c, 200, data, view.zone)
  }
  const { data, view } = await enter(c, (visit) => readPage(c, route, visit, route.load))
  if (wantsJson(c)) return sendJson(c, 200, route.json ? route.json(data) : data, view.zone)
  return sendPage(c, 200, route.page(data, view))
}

async function readPage<Query, Data, Read>(
  c: AppContext,
  route: PageRoute<Query, Data>,
  visit: Visit,
  load: (visit: Visit, input: { params: Params; query: Query }) => Promise<Read>,
): Promise<{ data: Read; view: View }> {
  const parsed = route.query ? validate(route.query, c.req.query(), visit.view.lang) : undefined
  // A search address typed by hand or grown old must still show something: what is wrong in it is left out.
  const query = parsed?.ok ? parsed.value : route.query?.safeParse({}).data
  return { data: await load(visit, { params: c.req.param(), query: query as Query }), view: visit.view }
}

export function sendFile(c: AppContext, file: FileAnswer): Response {
  const plainName = file.fileName.replaceAll(/[^\w.-]+/g, '_')
  const disposition = `${file.inline ? 'inline' : 'attachment'}; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`
  const body = typeof file.body === 'string' ? Buffer.from(file.body) : file.body
  return c.body(new Uint8Array(body), 200, {
    'content-type': file.contentType,
    'content-disposition': disposition,
    'content-length': String(body.length),
  })
}
