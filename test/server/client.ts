export interface Answer {
  status: number
  headers: Headers
  /** Parsed where it is JSON, else the text. */
  body: never
}

/** Somebody logged in on a running server, who speaks JSON to it. */
export interface Client {
  url: string
  cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, value: unknown, headers?: Record<string, string>): Promise<Answer>
  /** A page as a browser gets it. */
  page(path: string): Promise<{ status: number; html: string }>
}

export const IDENTIFIER = 'claire@divan.test'
export const PASSWORD = 'Un-Divan-Bleu-7!'

/** Makes the practice of a new installation with the console's code; whoever does so is logged in. */
export async function takeFirstSteps(
  url: string,
  code: string | undefined,
  more: Readonly<Record<string, string>> = {},
): Promise<Client> {
  if (code === undefined) throw new Error('the console printed no code')
  const answer = await sendJson(`${url}/premiers-pas`, {
    code,
    practiceName: 'Cabinet des Tilleuls',
    department: '75',
    displayName: 'Claire Fontaine',
    identifier: IDENTIFIER,
    password: PASSWORD,
    ...more,
  })
  if (answer.status !== 201) throw new Error(`first steps: ${answer.status} ${await answer.text()}`)
  return clientOf(url, cookieOf(answer))
}

export async function logIn(url: string): Promise<Client> {
  const answer = await sendJson(`${url}/connexion`, { identifier: IDENTIFIER, password: PASSWORD })
  if (answer.status !== 200) throw new Error(`login: ${answer.status} ${await answer.text()}`)
  return clientOf(url, cookieOf(answer))
}

export function clientOf(url: string, cookie: string): Client {
  return {
    url,
    cookie,
    get: async (path, headers = {}) =>
      read(await fetch(url + path, { headers: { cookie, accept: 'application/json', ...headers } })),
    post: async (path, value, headers = {}) =>
      read(await sendJson(url + path, value, { cookie, ...headers })),
    async page(path) {
      const answer = await fetch(url + path, { headers: { cookie, accept: 'text/html' } })
      return { status: answer.status, html: await answer.text() }
    },
  }
}

/** The thing that was made, or the reason why not. */
export async function create<Made>(client: Client, path: string, value: unknown): Promise<Made> {
  const answer = await client.post(path, value)
  if (answer.status !== 201) {
    throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return answer.body
}

function sendJson(address: string, value: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    body: JSON.stringify(value),
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
  })
}

function cookieOf(answer: Response): string {
  const pair = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((each) => each.startsWith('divan_session='))
  if (!pair) throw new Error('no session cookie was set')
  return pair
}

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as never }
}
