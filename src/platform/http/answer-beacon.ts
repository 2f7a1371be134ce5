import type { AppContext } from './app-env.ts'
import { readInput } from './body.ts'
import type { Door, Entrant } from './door.ts'
import { wantsJson } from './negotiate.ts'
import { problem } from './problem.ts'
import type { BeaconRoute } from './route.ts'
import { sendJson } from './send.ts'
import { validate } from './validate.ts'

/** Nothing here rolls back what was kept: only a form that cannot be read is refused. */
export async function answerBeacon<Input, Outcome, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  route: BeaconRoute<Input, Outcome, Guest>,
): Promise<Response> {
  const body = await readInput(c, door.maxBytes)
  const sent = { params: c.req.param(), files: body.files, asksJson: wantsJson(c) }
  return door.enter(c, async (guest) => {
    door.requireIntent(c, body, guest)
    const parsed = validate(route.form, body.input, guest.view.lang)
    if (!parsed.ok) return problem(422, parsed.errors[0]?.message ?? '', { errors: parsed.errors })
    const told = route.tell(await route.act(guest, parsed.value, sent), guest.view)
    if (told.status === 409) return problem(409, told.title, told.json)
    return sendJson(c, 200, told.json, guest.view.zone)
  })
}
