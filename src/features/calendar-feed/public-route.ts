import { isRefused } from '#src/domain/refusal.ts'
import { preferredLang } from '#src/platform/http/negotiate.ts'
import { Instead } from '#src/platform/http/instead.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { strangerDoor } from '#src/platform/http/stranger.ts'
import { readToken } from '#src/platform/login/token.ts'
import { readFeed } from './read-feed.ts'
import { feedText } from './text.ts'

/** The token has 256 random bits: guessing needs no throttle, and the log tells routes, never addresses. */
export function addFeedRoute(routes: Routes): void {
  routes.visitor.file('/calendrier/:token{[^/]+\\.ics}', {
    enter: strangerDoor,
    summary: 'A private calendar feed (text/calendar); 304 when unchanged, 410 once revoked',
    contentType: 'text/calendar; charset=utf-8',
    async load({ platform }, { params }) {
      const token = readToken((params['token'] ?? '').slice(0, -'.ics'.length))
      const feed = token ? await readFeed(platform, token) : { refused: 'unknown' as const }
      if (isRefused(feed)) throw noFeed(feed.refused)
      const { text: body, etag, changedAt } = feed
      const contentType = 'text/calendar; charset=utf-8'
      return { body, contentType, fileName: 'agenda.ics', inline: true, version: { etag, changedAt } }
    },
  })
}

function noFeed(reason: 'unknown' | 'revoked'): Instead {
  return new Instead(reason, (c) => {
    const text = feedText[preferredLang(c)]
    return reason === 'revoked' ? c.text(text.gone, 410) : c.text(text.unknown, 404)
  })
}
