import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { type Client, create, takeFirstSteps } from './client.ts'
import { type OwnDatabase, startOwnDatabase } from './own-database.ts'

// Whole programs start here, several after one another.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
beforeAll(async () => {
  built = await buildServer()
})
afterAll(() => built.remove())

const folder = mkdtempSync(join(tmpdir(), 'divan-one-slot-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('on the embedded database', () => {
  checkRaces(async () => ({ DIVAN_DATA_DIR: join(folder, 'embedded') }))
})

describe('on a PostgreSQL 15 of one’s own', () => {
  let own: OwnDatabase
  afterAll(() => own.close())
  checkRaces(async () => {
    own = await startOwnDatabase('postgres-15-linux-x64')
    await own.administer(
      'postgres',
      'create role divan_test login createrole password :password; create database divan_test owner divan_test',
    )
    return { DIVAN_DATA_DIR: join(folder, 'own'), DATABASE_URL: own.url('divan_test', 'divan_test') }
  })
})

interface Problem {
  code: string
  status: number
  title: string
  errors: { message: string }[]
  nearest: { startsAt: string; endsAt: string }[]
}

/** What many do at one moment, over HTTP against the program as it is shipped. */
function checkRaces(environment: () => Promise<Record<string, string>>): void {
  let server: ServerProcess
  let client: Client
  let patientId: string
  let typeId: string

  beforeAll(async () => {
    server = runServer(built.main, { ...(await environment()), DIVAN_NOW: '2026-11-22T20:00:00Z' })
    client = await takeFirstSteps(await server.url, server.code())
    const types = (await client.get('/types-de-rendez-vous')).body as {
      items: { id: string; name: string }[]
    }
    typeId = types.items.find((type) => type.name === 'Suivi')?.id ?? ''
    const patient = await create<{ id: string }>(client, '/patients', {
      lastName: 'Martin',
      firstName: 'Zoé',
    })
    patientId = patient.id
  })
  afterAll(async () => {
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })

  test('of fifty bookings of one slot one succeeds, and forty-nine are told the nearest free ones', async () => {
    const booking = { patientId, typeId, startsAt: '2026-12-01T10:00:00+01:00' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.post('/rendez-vous', booking)))
    const made = answers.filter((answer) => answer.status === 201)
    expect(made).toHaveLength(1)
    const refused = answers.filter((answer) => answer.status === 409)
    expect(refused).toHaveLength(49)
    for (const { headers, body } of refused) {
      expect(headers.get('content-type')).toBe('application/problem+json')
      const problem = body as Problem
      expect(problem).toMatchObject({ status: 409, code: 'slot-taken' })
      expect(problem.errors[0]?.message).toMatch(
        /^Le créneau du mardi 1er décembre à 10\u00a0h est déjà pris/,
      )
      expect(problem.nearest.length).toBeGreaterThan(0)
      for (const slot of problem.nearest) expect(slot.startsAt).toMatch(/^2026-12-01T.*\+01:00$/)
    }
    // What a refusal proposes is really free.
    const [first] = refused.flatMap(({ body }) => (body as Problem).nearest)
    expect((await client.post('/rendez-vous', { ...booking, startsAt: first?.startsAt })).status).toBe(201)
    const day = (await client.get('/rendez-vous?du=2026-12-01')).body as { items: { id: string }[] }
    expect(day.items).toHaveLength(2)
    const madeIds = made.map(({ body }) => (body as { id: string }).id)
    expect(day.items.map((item) => item.id)).toEqual(expect.arrayContaining(madeIds))
  })

  test('the same booking sent fifty times under one key is one booking, and fifty same answers', async () => {
    const booking = { patientId, typeId, startsAt: '2026-12-02T10:00:00+01:00' }
    const key = { 'idempotency-key': crypto.randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => client.post('/rendez-vous', booking, key)),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1)
    const day = (await client.get('/rendez-vous?du=2026-12-02')).body as { items: unknown[] }
    expect(day.items).toHaveLength(1)
  })

  test('twenty issues at once take twenty consecutive numbers, and one draft issued twenty times takes one', async () => {
    const draft = { patientId, lines: [{ label: 'Consultation', unitPriceCents: 6000 }] }
    const drafts: string[] = []
    for (let count = 0; count < 21; count++)
      drafts.push((await create<{ id: string }>(client, '/factures', draft)).id)
    const numberOf = async (id: string) => {
      const answer = await client.post(`/factures/${id}/emission`, {})
      return answer.status === 200 ? (answer.body as { number: string }).number : answer.status
    }
    const numbers = await Promise.all(drafts.slice(0, 20).map(numberOf))
    expect(numbers.toSorted()).toEqual(numbered(1, 20))

    const again = await Promise.all(Array.from({ length: 20 }, () => numberOf(drafts[20] ?? '')))
    expect(again.filter((each) => typeof each === 'string')).toEqual(numbered(21, 21))
    expect(again.filter((each) => each === 409)).toHaveLength(19)
    const next = await create<{ number: string }>(client, '/factures', { ...draft, issue: true })
    expect(next.number).toBe('2026-0022')
  })
}

const numbered = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `2026-${String(first + index).padStart(4, '0')}`)
