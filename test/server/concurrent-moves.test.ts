import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { type Answer, type Client, create, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const DAYS = ['2026-12-01', '2026-12-02', '2026-12-03']
const CHANGES = 200
/** Few days, so that most changes want a time that another wants too. */
const slot = fc.record({
  date: fc.constantFrom(...DAYS),
  minutes: fc.integer({ min: 8 * 12, max: 19 * 12 }).map((fives) => fives * 5),
  durationMinutes: fc.constantFrom(20, 45, 60, 90),
})
const change = fc.record({ slot, moves: fc.boolean(), which: fc.nat() })

let built: BuiltServer
let server: ServerProcess
let client: Client
let typeId: string
let patientId: string
const folder = mkdtempSync(join(tmpdir(), 'divan-concurrent-moves-'))

beforeAll(async () => {
  built = await buildServer()
  server = runServer(built.main, { DIVAN_DATA_DIR: folder, DIVAN_NOW: '2026-11-22T20:00:00Z' })
  client = await takeFirstSteps(await server.url, server.code())
  const { body } = await client.get('/types-de-rendez-vous')
  typeId = (body as { items: { id: string; name: string }[] }).items[0]?.id ?? ''
  patientId = (await create<{ id: string }>(client, '/patients', { lastName: 'Martin', firstName: 'Zoé' })).id
})
afterAll(async () => {
  await server.stop()
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

const SEED = Math.floor(Math.random() * 2 ** 31)

test(`of two hundred moves and creations at once each succeeds or says why not, and nothing overlaps (seed ${SEED})`, async () => {
  const changes = fc.sample(change, { numRuns: CHANGES, seed: SEED })
  for (const date of DAYS) {
    for (const hour of ['08', '11', '14', '17']) {
      await client.post('/rendez-vous', {
        patientId,
        typeId,
        startsAt: `${date}T${hour}:00`,
        durationMinutes: 45,
      })
    }
  }
  const before = await appointments()
  expect(before).toHaveLength(12)

  const answers = await Promise.all(
    changes.map(({ slot: { date, minutes, durationMinutes }, moves, which }): Promise<Answer> => {
      const startsAt = `${date}T${clock(minutes)}`
      const moved = before[which % before.length]
      return moves && moved
        ? client.post(`/rendez-vous/${moved.id}/deplacement`, { startsAt, durationMinutes })
        : client.post('/rendez-vous', { patientId, typeId, startsAt, durationMinutes })
    }),
  )

  const outcomes = answers.map(({ status, body }) =>
    `${status} ${(body as { code?: string }).code ?? ''}`.trim(),
  )
  expect(new Set(outcomes)).toEqual(new Set(['200', '201', '409 slot-taken']))
  const after = await appointments()
  expect(after).toHaveLength(before.length + outcomes.filter((outcome) => outcome === '201').length)
  const overlapping = after.filter(
    (one, index) => index > 0 && one.startsAt < (after[index - 1]?.endsAt ?? ''),
  )
  expect(overlapping).toEqual([])
})

interface Listed {
  id: string
  startsAt: string
  endsAt: string
}

/** In order; winter time throughout, so that texts compare as instants do. */
async function appointments(): Promise<Listed[]> {
  const { body } = await client.get(`/rendez-vous?du=${DAYS[0]}&au=${DAYS.at(-1)}`)
  const { items, next } = body as { items: Listed[]; next: string | null }
  expect(next).toBeNull()
  return items
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
