import { perAddress } from '../limits/rate.ts'
import { OPERATOR_COOKIE, findOperatorSession } from '../operator/sessions.ts'
import { operatorSubmissions } from '../operator/submissions.ts'
import { type OperatorWork, completeOperatorWork } from '../operator/work.ts'
import type { AppContext } from './app-env.ts'
import { readCookie } from './cookies.ts'
import type { Door, Entrant } from './door.ts'
import { elsewhere } from './instead.ts'
import { wantsJson } from './negotiate.ts'
import { Forbidden, NotLoggedIn } from './problem.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { type Stranger, type VisitorView, openToAll, strangerDoor, visitorView } from './stranger.ts'

const ZONE = 'Europe/Paris'
/** `last_seen_at` is written at most this often. */
const SEEN_STEP = Temporal.Duration.from({ minutes: 5 })
const LOGIN = '/operateur/connexion'

export interface OperatorView extends VisitorView {
  identifier: string
}

/** Whoever runs the installation, with both factors given, in a transaction that reaches no practice. */
export type Operator = OperatorWork & Entered

interface Entered extends Entrant {
  view: OperatorView
  accountId: string
  sessionId: string
  csrf: string
}

/** For those who run the installation: their own cookie, role, connections, tables and trail. */
export const operatorDoor: Door<Operator> = {
  ...openToAll,
  surface: 'operator',
  security: ['operator'],
  readLimit: perAddress(300, 'minute'),
  writeLimit: perAddress(120, 'minute'),
  enter: enterOperator,
  requireIntent(c, body, { csrf }) {
    requireSameOrigin(c)
    if (body.kind === 'json') return
    if (!sameSecret(body.typed.get('_csrf')?.[0] ?? '', csrf)) throw new Forbidden('form token')
  },
  submissionsOf: (operator) => operatorSubmissions(operator, operator.accountId),
}

/** Before their login: a stranger, on their surface. */
export const operatorLobby: Door<Stranger> = {
  ...strangerDoor,
  surface: 'operator',
  writeLimit: perAddress(30, 'minute'),
}

async function enterOperator<T>(c: AppContext, task: (operator: Operator) => Promise<T>): Promise<T> {
  const { platform } = c.var
  const token = readCookie(c, platform, OPERATOR_COOKIE)
  const now = platform.clock()
  return platform.db.inOperator(async (tx) => {
    const session = await findOperatorSession(tx, token, { now, awaitingCode: false })
    if (!session?.isConfirmed) throw wantsJson(c) ? new NotLoggedIn('no operator') : elsewhere(LOGIN)
    const { id, accountId, identifier, csrfToken, lastSeenAt } = session
    if (Temporal.Instant.compare(lastSeenAt.add(SEEN_STEP), now) < 0) {
      await tx.updateTable('operator.session').set({ lastSeenAt: now }).where('id', '=', id).execute()
    }
    const view = viewOf(c, identifier, csrfToken)
    const who: Entered = { accountId, sessionId: id, csrf: csrfToken, view, config: platform.config }
    return completeOperatorWork({ tx, now, ...who }, task)
  })
}

function viewOf(c: AppContext, identifier: string, csrf: string): OperatorView {
  const { frame, ...view } = visitorView(c, { lang: 'fr', zone: ZONE })
  // The toast is still taken by the page that shows it.
  return {
    ...view,
    identifier,
    frame: {
      lang: frame.lang,
      theme: frame.theme,
      csrf,
      get toast() {
        return frame.toast
      },
    },
  }
}
