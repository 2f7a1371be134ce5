import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'
import {
  affectedAnswer,
  agendaAnswer,
  appointmentAnswer,
  appointmentPageAnswer,
  cancellingAnswer,
  changedAnswer,
  choicesAnswer,
  createdAnswer,
  foundAnswer,
  movingAnswer,
  seriesAnswer,
  solvedAnswer,
  undoneAnswer,
  withdrawnAnswer,
} from './answers.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

async function reads(path: string, answer: z.ZodType): Promise<Answer> {
  const { status, body } = await world.alice.json(path)
  return check(path, answer, status, body)
}

async function writes(path: string, form: Record<string, unknown>, answer: z.ZodType): Promise<Answer> {
  const { status, body } = await world.alice.postJson(path, form)
  return check(path, answer, status, body)
}

function check(path: string, answer: z.ZodType, status: number, body: unknown): Answer {
  if (status > 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
  const { error } = answer.safeParse(body)
  if (error) throw new Error(`${path} answered something else: ${error.message}`)
  return body as Answer
}

test('what reads and writes appointments answers as the API document says', async () => {
  const { id, version } = await writes('/rendez-vous', ground.booking('2026-11-24T10:00'), createdAnswer)
  await reads('/rendez-vous/nouveau', choicesAnswer)
  await reads(`/rendez-vous/${id}`, appointmentPageAnswer)
  await reads(`/rendez-vous/${id}/modification`, appointmentAnswer)
  await reads(`/rendez-vous/${id}/deplacement`, movingAnswer)
  await reads(`/rendez-vous/${id}/annulation`, cancellingAnswer)
  await writes(`/rendez-vous/${id}`, { version, note: 'Porte B' }, changedAnswer)
  await writes(`/rendez-vous/${id}/deplacement`, { startsAt: '2026-11-24T11:00' }, changedAnswer)
  await writes(`/rendez-vous/${id}/modifications/3/annulation`, {}, appointmentAnswer)
  await writes(`/rendez-vous/${id}/annulation`, { by: 'patient' }, changedAnswer)
  const other = await writes('/rendez-vous', ground.booking('2026-11-25T10:00'), createdAnswer)
  await writes(`/rendez-vous/${other.id}/retrait`, {}, withdrawnAnswer)
  for (const view of ['jour', 'semaine', 'mois', 'liste'])
    expect(await reads(`/agenda?vue=${view}&date=2026-11-24`, agendaAnswer)).toMatchObject({
      items: [{ id }],
    })
  await reads('/rendez-vous?du=2026-11-01&au=2026-11-30', foundAnswer)
})

test('so does a series', async () => {
  const series = { rule: 'FREQ=WEEKLY;COUNT=4', ...ground.booking('2027-01-05T10:00') }
  const made = await writes('/rendez-vous', series, seriesAnswer)
  await reads(`/rendez-vous/${made.id}`, appointmentPageAnswer)
  const moved = await writes(
    `/rendez-vous/${made.id}/deplacement`,
    { scope: 'all', startsAt: '2027-01-05T14:00' },
    changedAnswer,
  )
  const { changeId } = moved as unknown as { changeId: string }
  expect(await writes(`/rendez-vous/changements/${changeId}/annulation`, {}, undoneAnswer)).toEqual({
    appointments: 4,
  })
})

test('so does time off over appointments', async () => {
  const { id } = await writes('/rendez-vous', ground.booking('2027-02-02T10:00'), createdAnswer)
  const off = { kind: 'illness', startsAt: '2027-02-02T08:00', endsAt: '2027-02-02T20:00' }
  const { status, body } = await world.alice.postJson('/absences', off)
  expect(status).toBe(201)
  const timeOffId = (body as Answer).id
  const affected = await reads(`/absences/${timeOffId}/rendez-vous`, affectedAnswer)
  expect(affected).toMatchObject({ items: [{ id }] })
  await writes(
    `/absences/${timeOffId}/rendez-vous`,
    { [`choice-${id}`]: 'cancel', [`version-${id}`]: 1 },
    solvedAnswer,
  )
})
