import { Hono } from 'hono'
import type { AppContext, AppEnv } from './app-env.ts'
import type { Door, Entrant } from './door.ts'
import {
  type Mount,
  mountAction,
  mountBeacon,
  mountButton,
  mountFile,
  mountForm,
  mountPage,
  mountRaw,
  mountSecret,
} from './kinds.ts'
import { type LinkPage, mountLinkPages } from './link-pages.ts'
import { type Operator, operatorDoor } from './operator-door.ts'
import { practiceDoor } from './practice-door.ts'
import type {
  ActionRoute,
  BeaconRoute,
  ButtonRoute,
  FileRoute,
  FormRoute,
  HeardRoute,
  PageRoute,
  SecretRoute,
  ToldRoute,
} from './route.ts'
import type { Visit } from './visit.ts'

export type * from './route.ts'

/** The kinds of routes there are behind a door that is always the same. */
export interface Kinds<Guest extends Entrant> {
  page<Query, Data>(path: string, route: PageRoute<Query, Data, Guest>): void
  action<Input, Outcome extends object>(path: string, route: ActionRoute<Input, Outcome, Guest>): void
  form<Query, Data, Input, Outcome extends object>(
    path: string,
    route: FormRoute<Query, Data, Input, Outcome, Guest>,
  ): void
  button<Outcome extends object>(path: string, route: ButtonRoute<Outcome, Guest>): void
  secret<Input, Outcome extends object>(path: string, route: SecretRoute<Input, Outcome, Guest>): void
  beacon<Input, Outcome>(path: string, route: BeaconRoute<Input, Outcome, Guest>): void
  file(path: string, route: FileRoute<Guest>): void
}

/** By which door a route of a visitor is entered: a link, a practice's address, or nothing at all. */
interface By<Guest extends Entrant> {
  enter: Door<Guest>
}

/** The same kinds, each with the door by which it is entered. */
export interface OpenKinds {
  page<Query, Data, Guest extends Entrant>(
    path: string,
    route: By<Guest> & PageRoute<Query, Data, Guest>,
  ): void
  action<Input, Outcome extends object, Guest extends Entrant>(
    path: string,
    route: By<Guest> & ActionRoute<Input, Outcome, Guest>,
  ): void
  form<Query, Data, Input, Outcome extends object, Guest extends Entrant>(
    path: string,
    route: By<Guest> & FormRoute<Query, Data, Input, Outcome, Guest>,
  ): void
  button<Outcome extends object, Guest extends Entrant>(
    path: string,
    route: By<Guest> & ButtonRoute<Outcome, Guest>,
  ): void
  secret<Input, Outcome extends object, Guest extends Entrant>(
    path: string,
    route: By<Guest> & SecretRoute<Input, Outcome, Guest>,
  ): void
  file<Guest extends Entrant>(path: string, route: By<Guest> & FileRoute<Guest>): void
}

export interface Routes extends Mount, Kinds<Visit> {
  visitor: OpenKinds
  operator: Kinds<Operator>
  /** What this feature's links show at `/p/:token`. */
  links: LinkPage<never>[]
  link<Data>(page: LinkPage<Data>): void
  /** A webhook: by a link of the practice (`enter`), or for all practices at once. */
  raw: {
    (path: string, route: ToldRoute): void
    (path: string, route: HeardRoute): void
  }
  /** The bare address leads on by who asks: the one route that is behind no door. */
  open(path: '/', route: { summary: string; handle(c: AppContext): Response | Promise<Response> }): void
}

/** A feature's routes. Each declares itself; there is no other way to add one. */
export function createRoutes(): Routes {
  const mount: Mount = { app: new Hono<AppEnv>(), declared: [] }
  const links: LinkPage<never>[] = []
  return {
    ...mount,
    ...kindsOf(mount, practiceDoor),
    visitor: openKinds(mount),
    operator: kindsOf(mount, operatorDoor),
    links,
    link: (page) => links.push(page as LinkPage<never>),
    raw: (path: string, route: ToldRoute | HeardRoute) => mountRaw(mount, path, route),
    open(path, { summary, handle }) {
      mount.declared.push({ method: 'get', path, surface: 'visitor', security: [], summary })
      mount.app.get(path, handle)
    },
  }
}

/** The addresses of all links that features send: one for all purposes. */
export function linkRoutes(features: readonly Routes[]): Routes {
  const routes = createRoutes()
  const pages = features.flatMap(({ links }) => links)
  if (pages.length > 0) mountLinkPages(routes, pages)
  return routes
}

function kindsOf<Guest extends Entrant>(mount: Mount, door: Door<Guest>): Kinds<Guest> {
  return {
    page: (path, route) => mountPage(mount, door, path, route),
    action: (path, route) => mountAction(mount, door, path, route),
    form: (path, route) => mountForm(mount, door, path, route),
    button: (path, route) => mountButton(mount, door, path, route),
    secret: (path, route) => mountSecret(mount, door, path, route),
    beacon: (path, route) => mountBeacon(mount, door, path, route),
    file: (path, route) => mountFile(mount, door, path, route),
  }
}

function openKinds(mount: Mount): OpenKinds {
  return {
    page: (path, { enter, ...route }) => mountPage(mount, enter, path, route),
    action: (path, { enter, ...route }) => mountAction(mount, enter, path, route),
    form: (path, { enter, ...route }) => mountForm(mount, enter, path, route),
    button: (path, { enter, ...route }) => mountButton(mount, enter, path, route),
    secret: (path, { enter, ...route }) => mountSecret(mount, enter, path, route),
    file: (path, { enter, ...route }) => mountFile(mount, enter, path, route),
  }
}
