import type { Door } from './door.ts'
import { Forbidden } from './problem.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { sendPage } from './send.ts'
import { submissionsIn } from './submission.ts'
import { type Visit, enterPractice } from './visit.ts'

/** Answers on pages need no more; the routes that take files say so themselves. */
const MAX_BYTES = 1_000_000

/** For whoever has a session of the practice, or one of its API tokens. */
export const practiceDoor: Door<Visit> = {
  surface: 'practice',
  security: ['session', 'token'],
  maxBytes: MAX_BYTES,
  enter: enterPractice,
  /** A form needs its session's token; JSON cannot be sent across sites without leave; a bearer needs nothing. */
  requireIntent(c, body, visit) {
    if (visit.loginSessionId === undefined) return
    requireSameOrigin(c)
    if (body.kind === 'json') return
    if (!sameSecret(body.typed.get('_csrf')?.[0] ?? '', visit.csrf)) throw new Forbidden('form token')
  },
  /** A leaked token must not be able to make more of itself or to lock its owner out. */
  requirePerson(visit) {
    if (visit.loginSessionId === undefined) throw new Forbidden('api token')
  },
  submissionsOf: (visit) => submissionsIn(visit, { kind: 'user', id: visit.user.id }),
  sendPage,
  refusalPage: (c, view, errors) => c.var.shell.refusalPage(view, errors, c.req.header('referer') ?? '/'),
}
