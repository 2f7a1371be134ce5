export type JsonAnswer = { status: number; body: unknown }

/** The page behind an address of ours; undefined when it answers anything else (login, error, offline). */
export async function findPage(href: string): Promise<Document | undefined> {
  try {
    const response = await fetch(href, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
    if (!response.ok || (response.redirected && pathOf(response.url) !== pathOf(href))) return undefined
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return undefined
  }
}

/** `items` of a JSON list; empty when the server cannot be reached. */
export async function fetchItems(url: string): Promise<Record<string, unknown>[]> {
  try {
    const response = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
    if (!response.ok) return []
    const body: unknown = await response.json()
    const items = isRecord(body) ? body['items'] : undefined
    return Array.isArray(items) ? items.filter(isRecord) : []
  } catch {
    return []
  }
}

/** Posts fields as a form would, asking for JSON. Status 0 when the server cannot be reached. */
export async function postFields(url: string, fields: URLSearchParams): Promise<JsonAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    })
    return { status: response.status, body: await response.json().catch(() => undefined) }
  } catch {
    return { status: 0, body: undefined }
  }
}

/** The text fields of a form; files are left out. */
export function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') fields.append(name, value)
  })
  return fields
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What a refused answer says in a sentence; '' where it says nothing. */
export function sentenceOf(body: unknown): string {
  if (!isRecord(body)) return ''
  const errors = body['errors']
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  return isRecord(first) ? textOf(first['message']) : textOf(body['title'])
}

function pathOf(href: string): string {
  return new URL(href, location.href).pathname
}
