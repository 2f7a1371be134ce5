import type { Routes } from '#src/platform/http/routes.ts'
import { listPendingMessages, retryMessage } from './messages.ts'
import { MessagesPage } from './page.tsx'
import { messagesText } from './text.ts'

const HERE = '/parametres/messages'

export function addMessages(routes: Routes): void {
  routes.page(HERE, {
    summary: 'Messages that did not leave, without their text',
    load: async (visit) => ({
      messages: await listPendingMessages(visit),
      canSend: visit.config.smtpUrl !== undefined,
    }),
    page: ({ messages, canSend }, view) => <MessagesPage view={view} messages={messages} canSend={canSend} />,
    json: ({ messages }) => ({ items: messages, next: null }),
  })
  routes.button(`${HERE}/:id/renvoi`, {
    summary: 'Let a message that failed leave again',
    act: retryMessage,
    done: (_outcome, { lang }) => ({ location: HERE, toast: { message: messagesText[lang].retried } }),
    explain: (_refused, lang) => ({ status: 409, errors: [{ message: messagesText[lang].notFailed }] }),
  })
}
