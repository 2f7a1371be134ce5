import { type World, createWorld } from '../world.ts'
import { type AgendaGround, type Answer, prepareAgenda, toastOf } from './agenda.ts'

export type Item = Record<string, string> & { id: string }
export type Reply = { status: number; body: Answer & { items: Item[]; hours: Item[] } }

/** For tests: two practices with an agenda, the first in the Rhône, whose hours, holidays and time off change. */
export interface PlanningWorld extends World {
  ground: AgendaGround
  send(path: string, body?: Record<string, unknown>): Promise<Reply>
  read(path: string): Promise<Reply>
  /** `HH:MM` of the free starts of a day, in the practice's time. */
  freeOn(date: string, more?: string): Promise<string[]>
  /** What an appointment at that time would be warned of; it does not stay. */
  warningsAt(startsAt: string): Promise<string[]>
}

export async function createPlanningWorld(): Promise<PlanningWorld> {
  const world = await createWorld()
  const ground = await prepareAgenda(world.alice)
  await prepareAgenda(world.bob)
  await world.alice.work((work) => work.tx.updateTable('practice').set({ department: '69' }).execute())
  const send: PlanningWorld['send'] = (path, body = {}) => world.alice.postJson(path, body)
  const read: PlanningWorld['read'] = (path) => world.alice.json(path)
  return {
    ...world,
    ground,
    send,
    read,
    async freeOn(date, more = '') {
      const { body } = await read(`/agenda/creneaux?typeId=${ground.typeId}&du=${date}&au=${date}${more}`)
      return body.items.map((item) => item['startsAt']?.slice(11, 16) ?? '')
    },
    async warningsAt(startsAt) {
      const { body } = await send('/rendez-vous', ground.booking(startsAt))
      await send(`/rendez-vous/${body.id}/annulation`, { by: 'practitioner' })
      return body.warnings
    },
  }
}

/** The address that takes back what was just done. */
export const undoOf = (answer: Response): string => toastOf(answer).undo.action

/** The form of a usual week: the same hours from Monday to Friday. */
export const week = (text: string): Record<string, string> =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`day${day}`, day < 6 ? text : '']))
