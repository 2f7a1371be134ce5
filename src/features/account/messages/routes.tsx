import { isId } from '#src/domain/ids.ts'
import { toJson, wantsJson } from '#src/platform/http/negotiate.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { enter } from '#src/platform/http/visit.ts'
import { emptyForm } from '../security/forms.ts'
import { listPendingMessages, retryMessage } from './messages.ts'
import { MessagesPage } from './page.tsx'
import { messagesText } from './text.ts'

const HERE = '/parametres/messages'

export function addMessages(routes: Routes): void {
  routes.open('get', HERE, {
    summary: 'Messages that did not leave, without their text',
    surface: 'practice',
    async handle(c) {
      const { messages, view } = await enter(c, async (visit) => ({
        messages: await listPendingMessages(visit),
        view: visit.view,
      }))
      if (wantsJson(c)) {
        const json = toJson({ items: messages, next: null }, view.zone)
        return c.body(json, 200, { 'content-type': 'application/json; charset=utf-8' })
      }
      const canSend = c.var.platform.config.smtpUrl !== undefined
      return c.html(String(await MessagesPage({ view, messages, canSend })))
    },
  })
  routes.action(`${HERE}/:id/renvoi`, {
    summary: 'Let a message that failed leave again',
    form: emptyForm,
    act(visit, _input, { params }) {
      if (!isId(params.id)) throw new NotFound('message')
      return retryMessage(visit, params.id)
    },
    done: (_outcome, { lang }) => ({ location: HERE, toast: { message: messagesText[lang].retried } }),
    explain: (_refused, lang) => ({ status: 409, errors: [{ message: messagesText[lang].notFailed }] }),
  })
}
