import type { Inhabitant, World } from '../world.ts'

/** The review as JSON clients read it. */
export interface ReviewJson {
  id: string
  version: number
  status: string
  counts: Record<string, number>
  subjects: {
    key: string
    kind: string
    name: string
    titles: { title: string; count: number }[]
    count: number
    become: string
    candidates: string[]
    newName: { firstName: string; lastName: string }
  }[]
  conflicts: {
    state: string
    taken: boolean
    items: {
      key: string
      title: string
      startsAt: string
      endsAt: string
      choice: string | null
      taken: boolean
    }[]
  }[]
  refused: { code: string; summary: string }[]
  result: Record<string, number>
  errors: { field?: string; message: string }[]
  code: string
}
export type Reply = { status: number; body: ReviewJson }

/** Sends a file as a form does, and reads the answer as JSON. */
export async function upload(
  world: World,
  person: Inhabitant,
  path: string,
  name: string,
  content: Buffer | string,
): Promise<Reply> {
  const form = new FormData()
  form.set('_csrf', person.csrf)
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name))
  const answer = await world.app.hono.request(path, {
    method: 'POST',
    body: form,
    headers: { cookie: person.cookie, accept: 'application/json' },
  })
  return { status: answer.status, body: (await answer.json()) as ReviewJson }
}
export function ics(...events: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Essai', ...events, 'END:VCALENDAR', ''].join('\r\n')
}

/** One event of Paris time; whole days without a time. */
export function event(uid: string, start: string, end: string, summary: string, ...more: string[]): string {
  const zone = start.includes('T') ? ';TZID=Europe/Paris' : ';VALUE=DATE'
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART${zone}:${start}`,
    `DTEND${zone}:${end}`,
    `SUMMARY:${summary}`,
    ...more,
    'END:VEVENT',
  ].join('\r\n')
}
