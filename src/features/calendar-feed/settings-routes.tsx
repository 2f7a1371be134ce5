import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { idOf } from '#src/platform/http/params.ts'
import { createFeed, getFeed, listFeeds, revokeFeed } from './feeds.ts'
import { feedAnswer, feedsAnswer, newFeedForm, revokeForm, revokedAnswer } from './forms.ts'
import { FeedsPage, NewAddressPage, RevokePage } from './pages.tsx'
import { feedText } from './text.ts'

const HERE = '/parametres/calendrier'

export function addFeedSettings(routes: Routes): void {
  routes.page(HERE, {
    summary: 'The private calendar addresses in use; their tokens are shown to nobody again',
    answer: feedsAnswer,
    load: (visit) => listFeeds(visit, visit.user.practitionerId),
    page: (feeds, view) => <FeedsPage view={view} feeds={feeds} />,
    json: (items) => ({ items, next: null }),
  })
  routes.secret(HERE, {
    summary: 'Make a private calendar address; answers its `url`, once',
    form: newFeedForm,
    afterwards: HERE,
    async act(visit, input) {
      const feed = await createFeed(visit, visit.user.practitionerId, input)
      return isRefused(feed) ? feed : { feed, url: `${visit.config.baseUrl}/calendrier/${feed.token}.ics` }
    },
    page: ({ url }, view) => <NewAddressPage view={view} url={url} />,
    json: ({ feed: { token: _token, ...feed }, url }) => ({ ...feed, url }),
    explain: (_refused, lang) => ({ status: 422, errors: [{ message: feedText[lang].tooMany }] }),
    again: async (visit, attempt) => (
      <FeedsPage
        view={visit.view}
        feeds={await listFeeds(visit, visit.user.practitionerId)}
        attempt={attempt}
      />
    ),
  })
  routes.form(`${HERE}/:id/revocation`, {
    summary: 'Revoke a calendar address, for good',
    shows: 'The form that revokes a calendar address',
    form: revokeForm,
    answer: revokedAnswer,
    answerShown: feedAnswer,
    load: (visit, { params }) => getFeed(visit, visit.user.practitionerId, idOf(params)),
    async act(visit, { confirmation, _csrf: formToken }, { params }) {
      const feed = await getFeed(visit, visit.user.practitionerId, idOf(params))
      const isTyped = confirmation?.trim() === feedText[visit.view.lang].word
      if (formToken !== undefined && !isTyped) return { refused: 'wrong-word' } as const satisfies Refused
      return revokeFeed(visit, visit.user.practitionerId, feed.id)
    },
    page: (feed, view, attempt) => <RevokePage view={view} feed={feed} attempt={attempt} />,
    done: ({ id }, { lang }) => ({
      location: HERE,
      toast: { message: feedText[lang].revoked },
      json: { id },
    }),
    explain: (_refused, lang) => ({
      status: 422,
      errors: [{ field: 'confirmation', message: feedText[lang].wrongWord }],
    }),
  })
}
