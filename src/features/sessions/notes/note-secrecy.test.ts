import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { type World, createWorld } from '#test/world.ts'
import { saveNote } from '../index.ts'
import { insertPatient, insertSession } from '#test/worlds/people.ts'
import { noteClientOf } from '#test/worlds/note.ts'

let world: World
let patientId: string
let sessionId: string
beforeAll(async () => {
  world = await createWorld()
  patientId = await insertPatient(world.alice, 'Ângela-Zoë')
})
beforeEach(async () => {
  sessionId = await insertSession(world.alice, patientId)
})
afterAll(() => world.close())

const { address, note, save, autosave } = noteClientOf(
  () => world,
  () => sessionId,
)

test('no word of a note or a draft is readable anywhere in the database', async () => {
  const secret = 'Kaléidoscope-inoubliable'
  expect((await save(newId(), 0, `${secret} enregistré`)).status).toBe(303)
  expect((await autosave(newId(), 1, `${secret} en brouillon`)).status).toBe(200)
  const places = await asOwner(world.database.owner, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      // A bytea is printed in hexadecimal: both writings are looked for.
      const hex = Buffer.from('aléidoscope-inoubliable').toString('hex')
      const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`)
      if (rows.some(({ row }) => row.includes('aléidoscope') || row.includes(hex))) found.push(name)
    }
    return { tables: tables.length, found }
  })
  expect(places.tables).toBeGreaterThan(20)
  expect(places.found).toEqual([])
  expect(world.logLines.join('\n')).not.toContain('Kaléidoscope')
})

test('another practice finds nothing', async () => {
  expect((await autosave('018f0000-0000-7000-8000-000000000001', 0, 'secret')).status).toBe(200)
  await world.alice.work((work) => saveNote(work, sessionId, 'secret'))
  for (const path of ['', '/versions', '/versions/1']) {
    expect((await world.bob.get(address(path))).status).toBe(404)
    expect((await world.bob.json(address(path))).status).toBe(404)
  }
  const edit = { editorId: newId(), version: '0', text: 'intrusion' }
  for (const path of [
    '/notes',
    '/brouillon',
    '/versions/1/restauration',
    '/brouillons/018f0000-0000-7000-8000-000000000001/suppression',
  ]) {
    expect((await world.bob.post(address(path), edit)).status).toBe(404)
  }
  expect((await note()).note).toMatchObject({ text: 'secret', version: 1 })
  expect((await world.alice.get('/seances/not-an-id')).status).toBe(404)
})
