import { isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from '#src/platform/http/app-env.ts'
import { preferredLang } from '#src/platform/http/negotiate.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { sendText } from '#src/platform/http/send.ts'
import { readToken } from '#src/platform/login/token.ts'
import { type FeedAnswer, readFeed } from './read-feed.ts'
import { feedText } from './text.ts'

/** The token has 256 random bits: guessing needs no throttle, and the log tells routes, never addresses. */
export function addFeedRoute(routes: Routes): void {
  routes.open('get', '/calendrier/:token{[^/]+\\.ics}', {
    summary: 'A private calendar feed (text/calendar); 304 when unchanged, 410 once revoked',
    surface: 'public',
    contentType: 'text/calendar; charset=utf-8',
    handle: answerFeed,
  })
}

async function answerFeed(c: AppContext): Promise<Response> {
  const token = readToken((c.req.param('token') ?? '').slice(0, -'.ics'.length))
  const answer = token ? await readFeed(c.var.platform, token) : { refused: 'unknown' as const }
  c.header('X-Robots-Tag', 'noindex')
  if (isRefused(answer)) {
    const text = feedText[preferredLang(c)]
    return answer.refused === 'revoked' ? c.text(text.gone, 410) : c.text(text.unknown, 404)
  }
  // Kept by the program, and asked for again each time.
  c.header('Cache-Control', 'private, no-cache')
  c.header('ETag', answer.etag)
  c.header('Last-Modified', new Date(answer.changedAt.epochMilliseconds).toUTCString())
  if (isUnchanged(c, answer)) return c.body(null, 304)
  c.header('Content-Disposition', 'inline; filename="agenda.ics"')
  return sendText(c, 200, 'text/calendar; charset=utf-8', answer.text)
}

/** RFC 9110 §13.2.2: the date counts only where no tag is sent. */
function isUnchanged(c: AppContext, { etag, changedAt }: FeedAnswer): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) {
    return tags.split(',').some((tag) => ['*', etag, etag.slice('W/'.length)].includes(tag.trim()))
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  return since >= changedAt.epochMilliseconds
}
