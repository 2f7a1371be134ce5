import type { Config } from '#src/config.ts'
import type { Tx } from '#src/db/database.ts'
import { findPractice, forgetPractice } from '../links/find-practice.ts'
import type { Lang } from '../text.ts'
import type { Work } from '../work.ts'
import { completeWork } from '../work-for.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import type { Door } from './door.ts'
import { preferredLang } from './negotiate.ts'
import { NotFound } from './problem.ts'
import { type VisitorView, formToken, openToAll, visitorView } from './stranger.ts'
import { type Submissions, idFromText, submissionsIn } from './submission.ts'

/** Somebody without a login in one practice's transaction: what they may do there is what the route does. */
export interface Visitor extends Work {
  view: VisitorView
  config: Config
  practice: { name: string; slug: string }
  /** The form token of their browser; undefined for a program, and before the first form. */
  browser: string | undefined
}

/** What a visitor's door reads of the practice, in the statement by which it finds out that it may be entered. */
export interface PracticeSeen {
  name: string
  slug: string
  timeZone: string
}

/** By the practice's own address: `:practice` is its slug. */
export const bySlug: Door<Visitor> = {
  ...openToAll,
  submissionsOf: visitorSubmissions,
  async enter(c, task) {
    const { db } = c.var.platform
    const slug = c.req.param('practice') ?? ''
    const practiceId = await findPractice(db, 'slug', slug)
    if (practiceId === undefined) throw new NotFound('no such practice')
    return enterAsVisitor(c, practiceId, task, async (tx) => {
      const practice = await tx
        .selectFrom('practice')
        .select(['name', 'slug', 'timeZone'])
        .where('practiceId', '=', practiceId)
        .where('slug', '=', slug)
        .executeTakeFirst()
      if (practice) return { practice }
      forgetPractice(db, 'slug', slug)
      throw new NotFound('no such practice')
    })
  },
}

/** What one browser sent. A key is a stranger's own words: who sends the same from elsewhere is told nothing by it. */
export function visitorSubmissions(visitor: Visitor, body: Body): Submissions {
  const sender = visitor.browser ?? JSON.stringify(body.input)
  return submissionsIn(visitor, { kind: 'visitor', id: idFromText(sender) })
}

/** Opens the practice's transaction for somebody without a login; `find` says by what right, or throws. */
export async function enterAsVisitor<T, Found extends { practice: PracticeSeen }>(
  c: AppContext,
  practiceId: string,
  task: (visitor: Visitor & Found) => Promise<T>,
  find: (tx: Tx, now: Temporal.Instant) => Promise<Found & { language?: Lang | null; linkId?: string }>,
): Promise<T> {
  const { platform } = c.var
  const now = platform.clock()
  return platform.db.inPractice(practiceId, async (tx, atEnd) => {
    const { language, linkId, ...found } = await find(tx, now)
    const zone = found.practice.timeZone
    const view = visitorView(c, { lang: language ?? preferredLang(c), zone })
    const actor = { kind: 'visitor' as const, id: linkId ?? null }
    const seen = { view, config: platform.config, browser: formToken(c), ...found }
    return completeWork(platform, { tx, practiceId, actor, now, zone, ...seen }, atEnd, (work) =>
      task(work as unknown as Visitor & Found),
    )
  })
}
