import type { Hono } from 'hono'
import { z } from 'zod'
import { answerAction, answerSecret } from './answer-action.ts'
import { answerBeacon } from './answer-beacon.ts'
import { answerFile } from './answer-file.ts'
import { answerPage } from './answer-page.ts'
import { answerHeard, answerTold } from './answer-raw.ts'
import type { AppEnv } from './app-env.ts'
import type { Door, Entrant } from './door.ts'
import { idOf } from './params.ts'
import type {
  ActionRoute,
  BeaconRoute,
  ButtonRoute,
  Declaration,
  FileRoute,
  FormRoute,
  HeardRoute,
  PageRoute,
  SecretRoute,
  ToldRoute,
} from './route.ts'
import { openToAll } from './stranger.ts'

/** Where routes are mounted, and where each of them says what it is. */
export interface Mount {
  app: Hono<AppEnv>
  declared: Declaration[]
}

const noFields = z.object({})

export function mountPage<Query, Data, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: PageRoute<Query, Data, Guest>,
): void {
  declare(mount, 'get', path, door, route)
  mount.app.get(path, (c) => answerPage(c, door, route))
}

export function mountAction<Input, Outcome extends object, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: ActionRoute<Input, Outcome, Guest>,
): void {
  declare(mount, 'post', path, door, route)
  mount.app.post(path, (c) => answerAction(c, door, path, route))
}

export function mountForm<Query, Data, Input, Outcome extends object, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: FormRoute<Query, Data, Input, Outcome, Guest>,
): void {
  const { form, answer, answerShown, json, limit, maxBytes, shownAt, shows, ...asked } = route
  const told = answerShown ?? (shownAt === undefined ? answer : undefined)
  mountPage<Query, Data, Guest>(mount, door, shownAt ?? path, {
    ...asked,
    ...(json ? { json } : {}),
    ...(told ? { answer: told } : {}),
    summary: shows ?? route.summary,
    load: (guest, input) => route.load(guest, input),
    page: (data, view) => route.page(data, view),
  })
  const { query: _query, load: _load, page: _page, ...written } = asked
  mountAction<Input, Outcome, Guest>(mount, door, path, {
    ...written,
    form,
    ...(answer ? { answer } : {}),
    ...(limit ? { limit } : {}),
    ...(maxBytes ? { maxBytes } : {}),
    async again(guest, attempt, params) {
      // Nothing was asked for in the address of a form that was sent.
      const query = route.query?.safeParse({}).data as Query
      return route.page(await route.load(guest, { params, query, attempt }), guest.view, attempt)
    },
  })
}

export function mountButton<Outcome extends object, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: ButtonRoute<Outcome, Guest>,
): void {
  const hasId = /:id\b/.test(path)
  mountAction<object, Outcome, Guest>(mount, door, path, {
    ...route,
    form: noFields,
    act: (guest, _input, sent) => route.act(guest, hasId ? idOf(sent.params) : '', sent),
  })
}

export function mountSecret<Input, Outcome extends object, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: SecretRoute<Input, Outcome, Guest>,
): void {
  declare(mount, 'post', path, door, route)
  mount.app.post(path, (c) => answerSecret(c, door, path, route))
}

export function mountBeacon<Input, Outcome, Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: BeaconRoute<Input, Outcome, Guest>,
): void {
  declare(mount, 'post', path, door, route)
  mount.app.post(path, (c) => answerBeacon(c, door, route))
}

export function mountFile<Guest extends Entrant>(
  mount: Mount,
  door: Door<Guest>,
  path: string,
  route: FileRoute<Guest>,
): void {
  declare(mount, 'get', path, door, route)
  mount.app.get(path, (c) => answerFile(c, door, route))
}

/** Machines call it: nobody is logged in, and the signature is the route's own affair. */
export function mountRaw(mount: Mount, path: string, route: ToldRoute | HeardRoute): void {
  const door = { ...openToAll, ...route.enter, surface: 'machine' as const }
  declare(mount, 'post', path, door, route)
  mount.app.post(path, (c) =>
    route.enter ? answerTold(c, { ...route.enter, surface: 'machine' }, route) : answerHeard(c, door, route),
  )
}

type Described = Pick<Declaration, 'summary' | 'form' | 'query' | 'answer' | 'contentType'>

function declare(
  { declared }: Mount,
  method: Declaration['method'],
  path: string,
  { surface, security }: Pick<Declaration, 'surface' | 'security'>,
  { summary, form, query, answer, contentType }: Described,
): void {
  declared.push({
    method,
    path,
    surface,
    security,
    summary,
    ...(form ? { form } : {}),
    ...(query ? { query } : {}),
    ...(answer ? { answer } : {}),
    ...(contentType ? { contentType } : {}),
  })
}
