import type { Child } from 'hono/jsx'
import { type Sql, sql } from '#src/db/sql.ts'
import { findPractice, forgetPractice } from '../links/find-practice.ts'
import type { Link } from '../links/links.ts'
import { readFormerToken, readLinkToken } from '../links/token.ts'
import type { Lang } from '../text.ts'
import type { AppContext } from './app-env.ts'
import type { Door } from './door.ts'
import { Instead } from './instead.ts'
import { preferredLang, wantsJson } from './negotiate.ts'
import { NotFound, problem } from './problem.ts'
import { type VisitorFrame, openToAll, visitorFrame } from './stranger.ts'
import { type PracticeSeen, type Visitor, enterAsVisitor, visitorSubmissions } from './visitor.ts'

export type EndedState = 'expired' | 'revoked'

/** What a feature sends links for, and what they say once they are over: the present state, without personal data. */
export interface LinkWords {
  /** As it stands in `link.purpose`. */
  name: string
  ended(state: EndedState, frame: VisitorFrame): { title: string; page: Child }
  /** For an address that programs read: what it says in plain text when there is nothing, or no more. */
  plain?(lang: Lang): { unknown: string; ended: string }
  /** Addresses of before practices had codes are still in use. */
  hasFormerAddresses?: boolean
}

export interface LinkPurpose<Subject = object> extends LinkWords {
  /** What else is read of the subject, in the statement that finds the link `l` and its practice `p`. */
  subject?: SubjectRead<Subject>
}

interface SubjectRead<Subject> {
  columns: Sql<Subject>
  joins: Sql<unknown>
}

/** Somebody who came by a link that was sent to them. */
export interface LinkVisitor<Subject = object> extends Visitor {
  link: Link
  subject: Subject
}

/** Once the link is over, by the verb that ended it or by its time: the answer to whoever still follows it. */
export function linkEnded(purpose: LinkWords, state: EndedState): Instead {
  return new Instead(`link ${state}`, async (c) => {
    c.header('X-Robots-Tag', 'noindex')
    if (purpose.plain) return c.text(purpose.plain(preferredLang(c)).ended, 410)
    const { title, page } = purpose.ended(state, visitorFrame(c))
    return wantsJson(c) ? problem(410, title) : openToAll.sendPage(c, 410, page)
  })
}

/** For addresses of one purpose: `:token` ends them. */
export function byLink<Subject = object>(purpose: LinkPurpose<Subject>): Door<LinkVisitor<Subject>> {
  return {
    ...openToAll,
    submissionsOf: visitorSubmissions,
    enter: (c, task) =>
      enterByLink(c, { ofPurpose: () => purpose, joins: purpose.subject }, (visitor) =>
        task(visitor as LinkVisitor<Subject>),
      ),
  }
}

interface Asking {
  /** undefined for a purpose that does not answer here. */
  ofPurpose(name: string): LinkWords | undefined
  joins?: SubjectRead<unknown> | undefined
}

/** Finds the link in the practice that its address names. Unknown, altered and foreign ones are the same 404. */
export async function enterByLink<T>(
  c: AppContext,
  { ofPurpose, joins }: Asking,
  task: (visitor: LinkVisitor<unknown>) => Promise<T>,
): Promise<T> {
  c.header('X-Robots-Tag', 'noindex')
  const only = ofPurpose('')
  const unknown = (): Error => (only?.plain ? plainUnknown(only.plain) : new NotFound('no such link'))
  const key = await readAddress(c, only?.hasFormerAddresses === true)
  if (!key) throw unknown()
  return enterAsVisitor<T, FoundByLink>(c, key.practiceId, task, async (tx, now) => {
    const { rows } = await sql<LinkRow>`
      select l.id as link_id, l.purpose, l.subject_id, l.contact_id, l.language as link_language, l.expires_at,
        l.revoked_at, p.name as practice_name, p.slug, p.code, p.time_zone ${joins ? sql`, ${joins.columns}` : sql``}
      from link l join practice p on p.practice_id = ${key.practiceId} ${joins?.joins ?? sql``}
      where l.practice_id = ${key.practiceId} and l.token_hash = ${key.hash}`.execute(tx)
    const [row] = rows
    const purpose = row && ofPurpose(row.purpose)
    if (!row || !purpose || purpose.name !== row.purpose || !agrees(c, key, row.code)) throw unknown()
    if (row.revokedAt) throw linkEnded(purpose, 'revoked')
    if (row.expiresAt && Temporal.Instant.compare(row.expiresAt, now) <= 0)
      throw linkEnded(purpose, 'expired')
    const { linkId, subjectId, contactId, linkLanguage, slug, timeZone } = row
    return {
      linkId,
      language: linkLanguage,
      practice: { name: row.practiceName, slug, timeZone },
      link: { id: linkId, purpose: row.purpose, subjectId, contactId },
      subject: row,
    }
  })
}

interface FoundByLink {
  practice: PracticeSeen
  link: Link
  subject: unknown
}

interface LinkRow {
  linkId: string
  purpose: string
  subjectId: string
  contactId: string | null
  linkLanguage: Lang | null
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  practiceName: string
  slug: string
  code: string
  timeZone: string
}

interface Key {
  practiceId: string
  hash: Buffer
  /** undefined for a former address, which names the practice itself. */
  code?: string
}

async function readAddress(c: AppContext, mayBeFormer: boolean): Promise<Key | undefined> {
  const text = (c.req.param('token') ?? '').replace(/\.ics$/, '')
  const former = mayBeFormer ? readFormerToken(text) : undefined
  if (former) return former
  const token = readLinkToken(text)
  if (!token) return undefined
  const practiceId = await findPractice(c.var.platform.db, 'code', token.code)
  return practiceId === undefined ? undefined : { practiceId, hash: token.hash, code: token.code }
}

function agrees(c: AppContext, key: Key, code: string): boolean {
  if (key.code === undefined || key.code === code) return true
  forgetPractice(c.var.platform.db, 'code', key.code)
  return false
}

function plainUnknown(plain: NonNullable<LinkWords['plain']>): Instead {
  return new Instead('no such link', (c) => c.text(plain(preferredLang(c)).unknown, 404))
}
