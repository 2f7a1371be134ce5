import { randomBytes } from 'node:crypto'
import { perAddress } from '../limits/rate.ts'
import { clientAddress } from '../login/address.ts'
import type { Platform } from '../platform.ts'
import type { Lang } from '../text.ts'
import type { AppContext } from './app-env.ts'
import type { Body } from './body.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Door, Entrant } from './door.ts'
import { preferredLang } from './negotiate.ts'
import { Forbidden } from './problem.ts'
import { requireSameOrigin, sameSecret } from './security.ts'
import { sendText } from './send.ts'
import { type Toast, takeToast } from './toast.ts'
import type { EntrantView } from './view.ts'

const FORM_COOKIE = 'divan_form'
/** What somebody types on a page; a stranger gets no room for more. */
const MAX_BYTES = 100_000
/** Where there is no practice whose zone it could be. */
const ZONE = 'Europe/Paris'

/** What a page without login knows. */
export interface VisitorFrame {
  lang: Lang
  theme: 'auto'
  /** The form token: a cookie of its own, sent back by the form. Made when a page first asks for it. */
  readonly csrf: string
  /** Taken by the first page that asks for it. */
  readonly toast: Toast | undefined
}

export interface VisitorView extends EntrantView {
  frame: VisitorFrame
}

/** Whoever has not said who they are, in no practice: at the login, before the first steps. */
export interface Stranger extends Entrant {
  view: VisitorView
  platform: Platform
  address: string
  userAgent: string
  cookie(name: string): string | undefined
}

/** What the doors of all visitors have in common: nobody is asked who they are, a form comes from its own page. */
export const openToAll: Omit<Door<Entrant>, 'enter' | 'submissionsOf'> = {
  surface: 'visitor',
  security: [],
  maxBytes: MAX_BYTES,
  readLimit: perAddress(300, 'minute'),
  writeLimit: perAddress(60, 'minute'),
  requireIntent: requireFormCookie,
  requirePerson: () => undefined,
  sendPage: async (c, status, page) => sendText(c, status, 'text/html; charset=utf-8', String(await page)),
  refusalPage: (c, { lang }, errors) =>
    c.var.shell.plainRefusalPage(lang, errors, c.req.header('referer') ?? '/'),
}

/** Enters nothing: what happens there opens its own transactions, and cannot be remembered as sent. */
export const strangerDoor: Door<Stranger> = {
  ...openToAll,
  enter: (c, task) => task(strangerOf(c)),
  submissionsOf: () => undefined,
}

function strangerOf(c: AppContext): Stranger {
  const { platform } = c.var
  return {
    view: visitorView(c, { lang: preferredLang(c), zone: ZONE }),
    config: platform.config,
    platform,
    address: clientAddress(c),
    userAgent: c.req.header('user-agent') ?? '',
    cookie: (name) => readCookie(c, platform, name),
  }
}

export function visitorView(c: AppContext, { lang, zone }: { lang: Lang; zone: string }): VisitorView {
  const now = c.var.platform.clock()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return { frame: visitorFrame(c, lang), lang, zone, now, today }
}

/** Both are read when a page is drawn with them: what answers no page sets no cookie and takes no toast. */
export function visitorFrame(c: AppContext, lang = preferredLang(c)): VisitorFrame {
  let csrf: string | undefined
  let toast: Toast | undefined | null = null
  return {
    lang,
    theme: 'auto',
    get csrf() {
      return (csrf ??= formToken(c) ?? plantFormToken(c))
    },
    get toast() {
      if (toast === null) toast = c.req.method === 'GET' ? takeToast(c, c.var.platform) : undefined
      return toast
    },
  }
}

/** The token that this browser was given, where it is one. */
export function formToken(c: AppContext): string | undefined {
  const token = readCookie(c, c.var.platform, FORM_COOKIE)
  return token && /^[A-Za-z0-9_-]{32}$/.test(token) ? token : undefined
}

function plantFormToken(c: AppContext): string {
  const token = randomBytes(24).toString('base64url')
  writeCookie(c, c.var.platform, FORM_COOKIE, token)
  return token
}

/** A form sends back the cookie of the browser that it was shown in; JSON cannot be sent across sites without leave. */
function requireFormCookie(c: AppContext, body: Body): void {
  requireSameOrigin(c)
  if (body.kind === 'json') return
  const token = formToken(c)
  if (!token || !sameSecret(body.typed.get('_csrf')?.[0] ?? '', token)) throw new Forbidden('form token')
}
