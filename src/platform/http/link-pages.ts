import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Refused } from '#src/domain/refusal.ts'
import { type LinkPurpose, type LinkVisitor, enterByLink } from './by-link.ts'
import type { Door } from './door.ts'
import { type Mount, mountAction, mountPage } from './kinds.ts'
import { NotFound } from './problem.ts'
import type { ActionRoute, Attempt, Done, Explained, Params, Sent } from './route.ts'
import { type VisitorView, openToAll } from './stranger.ts'
import type { Lang } from '../text.ts'
import { validate } from './validate.ts'
import { visitorSubmissions } from './visitor.ts'

/** What may be done with a link: POST to `/p/:token/<noun>`. */
export interface LinkAct<Input, Outcome extends object> {
  summary: string
  form: z.ZodType<Input>
  act(visitor: LinkVisitor, input: Input, sent: Sent): Promise<Outcome>
  /** Where the browser goes; to the link's page when left out. */
  done?(outcome: Exclude<Outcome, Refused>, context: { params: Params; lang: Lang }): Partial<Done>
  explain?(refused: Extract<Outcome, Refused>, lang: Lang): Explained
}

/** A purpose that answers at `/p/:token`: what its page shows, what may be done, what it says once it is over. */
export interface LinkPage<Data> extends LinkPurpose {
  load(visitor: LinkVisitor): Promise<Data>
  page(data: Data, view: VisitorView, attempt?: Attempt): Child
  /** What JSON clients get, besides `purpose`. */
  json(data: Data): Readonly<Record<string, unknown>>
  acts: Readonly<Record<string, LinkAct<never, never>>>
}

/** Takes the form's and the outcome's types from one act, to be listed beside others. */
export function linkAct<Input, Outcome extends object>(act: LinkAct<Input, Outcome>): LinkAct<never, never> {
  return act as unknown as LinkAct<never, never>
}

type AnyAct = LinkAct<unknown, object>
type AnyPage = LinkPage<unknown>

/** Mounts `/p/:token` and every noun below it, for all purposes there are. */
export function mountLinkPages(mount: Mount, pages: readonly LinkPage<never>[]): void {
  const purposes = new Map(
    (pages as readonly unknown[] as readonly AnyPage[]).map((page) => [page.name, page]),
  )
  if (purposes.size !== pages.length) throw new Error('two features answer to one purpose of links')
  const door = doorTo(purposes)
  const pageOf = ({ link }: LinkVisitor): AnyPage => {
    const page = purposes.get(link.purpose)
    if (!page) throw new Error('the door let a purpose in that no page answers')
    return page
  }
  mountPage(mount, door, '/p/:token', {
    summary: 'What was sent to somebody by a link; opening it changes nothing, 410 once it is over',
    load: async (visitor) => {
      const page = pageOf(visitor)
      return { page, data: await page.load(visitor) }
    },
    page: ({ page, data }, view) => page.page(data, view),
    json: ({ page, data }) => ({ purpose: page.name, ...page.json(data) }),
  })
  const nouns = new Set([...purposes.values()].flatMap((page) => Object.keys(page.acts)))
  for (const noun of nouns) {
    const acts = [...purposes.values()].flatMap((page) => page.acts[noun] ?? [])
    mountAction(mount, door, `/p/:token/${noun}`, actOf(noun, acts as unknown as AnyAct[], pageOf))
  }
}

function doorTo(purposes: ReadonlyMap<string, AnyPage>): Door<LinkVisitor> {
  return {
    ...openToAll,
    submissionsOf: visitorSubmissions,
    enter: (c, task) =>
      enterByLink(c, { ofPurpose: (name) => purposes.get(name) }, (visitor) => task(visitor as LinkVisitor)),
  }
}

/** What was done, with the act that did it: which one is known only once the link is found. */
type Acted = { act: AnyAct; outcome: object } | Refused<string, { act: AnyAct; outcome: Refused }>

function actOf(
  noun: string,
  acts: readonly AnyAct[],
  pageOf: (visitor: LinkVisitor) => AnyPage,
): ActionRoute<unknown, Acted, LinkVisitor> {
  const [first] = acts
  return {
    summary: acts.map((act) => act.summary).join(' · '),
    form: first && acts.length === 1 ? first.form : z.union(acts.map((act) => act.form)),
    async act(visitor, input, sent) {
      const act = pageOf(visitor).acts[noun] as AnyAct | undefined
      if (!act) throw new NotFound('not with this link')
      // Of several purposes' forms the union has taken one: the link's own decides.
      const parsed = validate(act.form, input, visitor.view.lang)
      if (!parsed.ok) return { refused: 'invalid', errors: parsed.errors } as unknown as Acted
      const outcome = await act.act(visitor, parsed.value, sent)
      return 'refused' in outcome
        ? { refused: (outcome as Refused).refused, act, outcome: outcome as Refused }
        : { act, outcome }
    },
    done({ act, outcome }, { params, lang }) {
      return { location: `/p/${params['token'] ?? ''}`, ...act.done?.(outcome as never, { params, lang }) }
    },
    explain({ act, outcome }, lang) {
      if (!act.explain) throw new Error(`the refusal "${outcome.refused}" is explained nowhere`)
      return act.explain(outcome as never, lang)
    },
    async again(visitor, attempt) {
      const page = pageOf(visitor)
      const { refused, ...shown } = attempt
      return page.page(
        await page.load(visitor),
        visitor.view,
        refused ? { ...shown, refused: refused.outcome ?? refused } : shown,
      )
    },
  }
}
