import { type World, createWorld } from '../world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from './agenda.ts'

export type Reply = { status: number; body: Answer; headers: Headers }

/** For tests: two practices with an agenda, and the appointments of the first as a client makes and reads them. */
export interface AppointmentWorld extends World {
  ground: AgendaGround
  /** What the second practice has. */
  foreign: AgendaGround
  send(path: string, body?: Record<string, unknown>): Promise<Reply>
  /** Asks for a time of the type "Suivi". */
  book(startsAt: string, more?: Record<string, unknown>): Promise<Reply>
  /** The id of an appointment that must be given. */
  booked(startsAt: string, more?: Record<string, unknown>): Promise<string>
  read(id: string): Promise<Answer>
}

export async function createAppointmentWorld(): Promise<AppointmentWorld> {
  const world = await createWorld()
  const ground = await prepareAgenda(world.alice)
  const foreign = await prepareAgenda(world.bob)
  const send: AppointmentWorld['send'] = (path, body = {}) => world.alice.postJson(path, body)
  const book: AppointmentWorld['book'] = (startsAt, more = {}) =>
    send('/rendez-vous', ground.booking(startsAt, more))
  return {
    ...world,
    ground,
    foreign,
    send,
    book,
    async booked(startsAt, more) {
      const { status, body } = await book(startsAt, more)
      if (status !== 201) throw new Error(`${startsAt}: ${status} ${JSON.stringify(body)}`)
      return body.id
    },
    async read(id) {
      const { status, body } = await world.alice.json(`/rendez-vous/${id}`)
      if (status !== 200) throw new Error(`${id}: ${status}`)
      return body
    },
  }
}
