import { type Inhabitant, type World, createWorld } from '../world.ts'

export const HERE = '/parametres/calendrier'

/** Who stands in the first practice's agenda; the place is that of `book`. */
export const NAMES: readonly (readonly [firstName: string, lastName: string])[] = [
  ['Gaël', "O'Neil"],
  ['Ângela-Zoë', 'Müller, la; seconde'],
  ['小龙', '李'],
  ['<b>', '=cmd()'],
  ['👩‍👩‍👧', 'مريم'],
  ['Anne', 'L'.repeat(290)],
]

/** For tests: people with difficult names, and a calendar program that reads their agenda. */
export interface FeedWorld extends World {
  /** A calendar address; `path` is what a program asks for. */
  makeFeed(who: Inhabitant, titles: string, name?: string): Promise<{ id: string; path: string }>
  /** As a calendar program asks: no cookie, no wish for HTML. */
  read(path: string, headers?: Record<string, string>): Promise<Response>
  book(startsAt: string, patient?: number, more?: object): Promise<{ id: string; version: number }>
}

export async function createFeedWorld(): Promise<FeedWorld> {
  const world = await createWorld()
  const types = (await world.alice.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
  const typeId = types.items[0]?.id
  const patientIds: string[] = []
  for (const [firstName, lastName] of NAMES) {
    const made = await world.alice.postJson('/patients', { firstName, lastName })
    patientIds.push((made.body as { id: string }).id)
  }
  return {
    ...world,
    async makeFeed(who, titles, name = '') {
      const { status, body } = await who.postJson(HERE, { name, titles })
      if (status !== 201) throw new Error(`${titles}: ${status}`)
      const { id, url } = body as { id: string; url: string }
      return { id, path: new URL(url).pathname }
    },
    read: async (path, headers = {}) => world.app.hono.request(path, { headers }),
    async book(startsAt, patient = 0, more = {}) {
      const asked = { patientId: patientIds[patient], typeId, startsAt, durationMinutes: 45, ...more }
      const { status, body } = await world.alice.postJson('/rendez-vous', asked)
      if (status !== 201) throw new Error(`${startsAt}: ${status}`)
      return body
    },
  }
}
