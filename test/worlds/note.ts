import type { World } from '../world.ts'

interface NoteJson {
  note: { text: string; version: number }
  drafts: { id: string; text: string }[]
}
type Fields = Record<string, string>

/** For tests: the note of alice's session as an editor writes it. Functions: both are only there once tests run. */
export function noteClientOf(world: () => World, sessionId: () => string) {
  const address = (rest = ''): string => `/seances/${sessionId()}${rest}`
  const sendDraft = (accept: string, fields: Fields): Promise<Response> => {
    const { app, alice } = world()
    const headers = { cookie: alice.cookie, accept, 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ _csrf: alice.csrf, ...fields }).toString()
    return Promise.resolve(app.hono.request(address('/brouillon'), { method: 'POST', headers, body }))
  }
  return {
    address,
    async note(): Promise<NoteJson> {
      return (await world().alice.json(address())).body
    },
    async versions(): Promise<{ version: number; reason: string }[]> {
      const { body } = await world().alice.json(address('/versions'))
      return (body as { items: { version: number; reason: string }[] }).items
    },
    save(editorId: string, version: number, text: string, more: Fields = {}): Promise<Response> {
      return world().alice.post(address('/notes'), { editorId, version: String(version), text, ...more })
    },
    /** What the island does: the whole form, asking for JSON. */
    async autosave(editorId: string, version: number, text: string, more: Fields = {}) {
      const answer = await sendDraft('application/json', {
        editorId,
        version: String(version),
        text,
        ...more,
      })
      const body = (await answer.json()) as { version: number; savedAtLabel?: string }
      return { status: answer.status, body }
    },
    /** What the browser does when the page goes away: the same form, asking for nothing. */
    leave(editorId: string, version: number, text: string): Promise<Response> {
      return sendDraft('*/*', { editorId, version: String(version), text })
    },
  }
}
