import type { App } from '#src/app.tsx'
import { readHtml } from '../page/read-page.ts'

/** A browser for tests: keeps cookies, reads form tokens off pages, says where it comes from. */
export interface Visitor {
  cookies: Map<string, string>
  /** The Set-Cookie lines of the last answer. */
  lastCookies: string[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Opens `page` for its form token, then posts there or to `action`. */
  submit(page: string, fields: Record<string, string>, action?: string): Promise<Response>
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  postJson(path: string, value: unknown, headers?: Record<string, string>): Promise<Response>
}

export function createVisitor(app: App, address = '192.0.2.1'): Visitor {
  const cookies = new Map<string, string>()
  const env = { incoming: { socket: { remoteAddress: address } } }
  async function send(
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'accept-language': 'fr', ...(cookie ? { cookie } : {}), ...init.headers }
    const answer = await app.hono.request(path, { ...init, headers }, env)
    visitor.lastCookies = answer.headers.getSetCookie()
    for (const line of visitor.lastCookies) keep(line)
    return answer
  }
  function keep(line: string): void {
    const [pair = ''] = line.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (/max-age=0/i.test(line)) cookies.delete(name)
    else cookies.set(name, pair.slice(pair.indexOf('=') + 1))
  }
  const post: Visitor['post'] = (path, fields, headers = {}) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const visitor: Visitor = {
    cookies,
    lastCookies: [],
    get: (path, headers = {}) => send(path, { headers: { accept: 'text/html', ...headers } }),
    post,
    async submit(page, fields, action = page) {
      const html = await (await visitor.get(page)).text()
      return post(action.split('?')[0] ?? action, { _csrf: tokenIn(html), ...fields })
    },
    postJson: (path, value, headers = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(value),
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      }),
  }
  return visitor
}

export function tokenIn(html: string): string {
  const token = readHtml(html).fields('_csrf')[0]?.value
  if (!token) throw new Error('the page has no form token')
  return token
}

/** The JSON of an answer, with the shape that the test goes on to check. */
export async function bodyOf<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T
}
