import { createHash } from 'node:crypto'
import type { Rate } from '../limits/rate.ts'
import { addressKey, clientAddress } from '../login/address.ts'
import type { AppContext } from './app-env.ts'
import type { Door, Entrant } from './door.ts'
import { wantsJson } from './negotiate.ts'
import { TooMany } from './problem.ts'

/** Counts a read; throws TooMany where its sender has none left. */
export function limitRead(
  c: AppContext,
  door: Pick<Door<Entrant>, 'surface' | 'readLimit'>,
  route: Limited,
): void {
  const wait = takeTurn(c, 'read', door.surface, route.limit ?? door.readLimit, route.limit)
  if (wait !== undefined) throw new TooMany(wait)
}

/**
 * Counts a write. Where its sender has none left: the seconds to wait, to be told on the form with all that was typed.
 * Drawing that page costs as well, so it is drawn as often as the form might have been sent, and no oftener.
 */
export function limitWrite(
  c: AppContext,
  door: Pick<Door<Entrant>, 'surface' | 'writeLimit'>,
  route: Limited,
): number | undefined {
  const rate = route.limit ?? door.writeLimit
  const wait = takeTurn(c, 'write', door.surface, rate, route.limit)
  if (wait === undefined) return undefined
  if (wantsJson(c) || takeTurn(c, 'refusal', door.surface, rate, route.limit) !== undefined)
    throw new TooMany(wait)
  return wait
}

export interface Limited {
  limit?: Rate
}

/** A route with a limit of its own counts alone; the others share their door's. */
function takeTurn(
  c: AppContext,
  kind: 'read' | 'write' | 'refusal',
  surface: string,
  rate: Rate | undefined,
  own: Rate | undefined,
): number | undefined {
  if (!rate) return undefined
  const { buckets, platform } = c.var
  const scope = own ? `${c.req.method} ${c.req.routePath}` : surface
  return buckets.take(`${kind} ${scope} ${senderOf(c, rate)}`, rate, platform.clock())
}

function senderOf(c: AppContext, { key }: Rate): string {
  if (key === 'address') return addressKey(clientAddress(c))
  // What is counted by is kept in memory: never the secret itself.
  return createHash('sha256')
    .update(c.req.param('token') ?? '')
    .digest('base64url')
}
