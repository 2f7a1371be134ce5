import { storeHeard, storeTold } from '../webhooks/store-event.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { AppContext } from './app-env.ts'
import { boundBody } from './bound-body.ts'
import type { LinkVisitor } from './by-link.ts'
import type { Door } from './door.ts'
import { limitWrite } from './limit-request.ts'
import { preferredLang } from './negotiate.ts'
import { TooMany, problem } from './problem.ts'
import type { HeardRoute, ToldRoute } from './route.ts'
import { httpText } from './text.ts'

/** A service's event is a few kilobytes; Stripe's largest are some twenty. */
const MAX_BYTES = 256_000

/** A webhook whose address names the practice, by a link: kept in it, sealed, with what is due in one transaction. */
export async function answerTold(
  c: AppContext,
  door: Door<LinkVisitor>,
  route: ToldRoute,
): Promise<Response> {
  const delivery = await readDelivery(c, door, route)
  return door.enter(c, async (visitor) => {
    const told = await route.read(delivery, visitor)
    if (!told) return unsigned(c)
    const { source, kind } = route
    await storeTold(visitor, { source, kind, eventId: told.eventId, body: delivery.body })
    return c.json({})
  })
}

/** A webhook whose address names no practice: once its signature was checked, kept in the directory without its body. */
export async function answerHeard(
  c: AppContext,
  door: Pick<Door<LinkVisitor>, 'surface' | 'writeLimit'>,
  route: HeardRoute,
): Promise<Response> {
  const delivery = await readDelivery(c, door, route)
  const heard = await route.read(delivery)
  if (!heard) return unsigned(c)
  const { source, kind, practiceOf } = route
  await storeHeard(c.var.platform, { source, kind, heard, body: delivery.body }, practiceOf)
  return c.json({})
}

async function readDelivery(
  c: AppContext,
  door: Pick<Door<LinkVisitor>, 'surface' | 'writeLimit'>,
  route: Pick<ToldRoute, 'limit' | 'maxBytes'>,
): Promise<Delivery> {
  const wait = limitWrite(c, door, route)
  if (wait !== undefined) throw new TooMany(wait)
  await boundBody(c, route.maxBytes ?? MAX_BYTES)
  const { config, clock } = c.var.platform
  const body = Buffer.from(await c.req.arrayBuffer())
  return { body, header: (name) => c.req.header(name), config, now: clock() }
}

/** Said to whoever cannot prove who sent it; nothing was kept. */
function unsigned(c: AppContext): Response {
  return problem(400, httpText[preferredLang(c)].unsigned)
}
