import { readFileSync } from 'node:fs'
import type { Inhabitant, World } from '../world.ts'

// For tests: a list of patients sent as a browser sends it, reviewed and confirmed as a client does.

export interface ImportJson {
  id: string
  version: number
  status: string
  encoding: string | null
  delimiter: string | null
  mapping: (string | null)[] | null
  missing: string[]
  counts: Record<
    'lines' | 'fresh' | 'existing' | 'alreadyImported' | 'duplicates' | 'refused' | 'blank',
    number
  >
  existing: { row: number; patientId: string; likeness: string; lastName: string }[]
  refused: { row: number; cells: string[]; reasons: { field: string; code: string; message: string }[] }[]
  created: number
}

/** A file of a practice, from test/fixtures. */
export const fixtureFile = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)))

/** `world` is a function: it is only there once tests run. */
export function importClientOf(world: () => World) {
  async function send(
    person: Inhabitant,
    name: string,
    content: Uint8Array<ArrayBuffer> | string,
    accept = 'application/json',
  ): Promise<Response> {
    const form = new FormData()
    form.set('_csrf', person.csrf)
    form.set('file', new File([content], name))
    const headers = { cookie: person.cookie, accept }
    return world().app.hono.request('/patients/import', { method: 'POST', body: form, headers })
  }
  return {
    send,
    /** What is understood of a file, before anything is created. */
    async upload(
      person: Inhabitant,
      name: string,
      content: Uint8Array<ArrayBuffer> | string,
    ): Promise<ImportJson> {
      const answer = await send(person, name, content)
      if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as ImportJson
    },
    /** `include`: the rows to create though their people are known. */
    async confirm(person: Inhabitant, batch: ImportJson, include: number[] = []): Promise<ImportJson> {
      const { status, body } = await person.postJson(`/patients/import/${batch.id}/confirmation`, {
        version: batch.version,
        include,
      })
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body
    },
  }
}
