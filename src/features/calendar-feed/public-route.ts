import { type LinkPurpose, byLink } from '#src/platform/http/by-link.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { FEED_LINK } from './feeds.ts'
import { type FeedRow, feedOfLink, readFeed } from './read-feed.ts'
import { feedText } from './text.ts'

const CONTENT_TYPE = 'text/calendar; charset=utf-8'

const feedLink: LinkPurpose<FeedRow> = {
  name: FEED_LINK,
  subject: feedOfLink,
  hasFormerAddresses: true,
  ended: (_state, { lang }) => ({ title: feedText[lang].gone, page: feedText[lang].gone }),
  plain: (lang) => ({ unknown: feedText[lang].unknown, ended: feedText[lang].gone }),
}

/** The secret has 108 random bits: guessing needs no throttle, and the log tells routes, never addresses. */
export function addFeedRoute(routes: Routes): void {
  routes.visitor.file('/calendrier/:token{[^/]+\\.ics}', {
    enter: byLink(feedLink),
    summary: 'A private calendar feed (text/calendar); 304 when unchanged, 410 once revoked',
    contentType: CONTENT_TYPE,
    async load(visitor) {
      const { text: body, etag, changedAt } = await readFeed(visitor)
      const version = { etag, changedAt }
      return { body, contentType: CONTENT_TYPE, fileName: 'agenda.ics', inline: true, version }
    },
  })
}
