import type { AppContext } from './app-env.ts'
import type { Door, Entrant } from './door.ts'
import { limitRead } from './limit-request.ts'
import { wantsJson } from './negotiate.ts'
import type { Asked, PageRoute } from './route.ts'
import { sendJson } from './send.ts'
import { validate } from './validate.ts'

export async function answerPage<Query, Data, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  route: PageRoute<Query, Data, Guest>,
): Promise<Response> {
  limitRead(c, door, route)
  const { loadJson } = route
  if (loadJson && wantsJson(c)) {
    const { data, view } = await readPage(c, door, route, (guest, asked) => loadJson(guest, asked))
    return sendJson(c, 200, data, view.zone)
  }
  const { data, view } = await readPage(c, door, route, (guest, asked) => route.load(guest, asked))
  if (wantsJson(c)) return sendJson(c, 200, route.json ? route.json(data) : data, view.zone)
  return door.sendPage(c, 200, route.page(data, view))
}

function readPage<Query, Read, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  { query: schema }: Pick<PageRoute<Query, unknown, Guest>, 'query'>,
  load: (guest: Guest, input: Asked<Query>) => Promise<Read>,
): Promise<{ data: Read; view: Guest['view'] }> {
  return door.enter(c, async (guest) => {
    const parsed = schema ? validate(schema, c.req.query(), guest.view.lang) : undefined
    // A search address typed by hand or grown old must still show something: what is wrong in it is left out.
    const query = parsed?.ok ? parsed.value : schema?.safeParse({}).data
    return { data: await load(guest, { params: c.req.param(), query: query as Query }), view: guest.view }
  })
}
