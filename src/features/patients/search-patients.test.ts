import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type ListJson, fileClientOf, pageOf } from '#test/worlds/patient.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { create, search } = fileClientOf(() => world.alice)

const names = [
  ["O'Neil", 'Séan'],
  ['Ângela-Zoë', 'Maria'],
  ['李', '小龙'],
  ['<b>', '</b>'],
  ['=cmd()', '+1'],
  ['محمد', 'عائشة'],
  ['Émoji 🦋', '👩‍👧'],
  ['x'.repeat(300), 'y'.repeat(300)],
] as const

describe('names', () => {
  test.each(names)('%s %s comes back exactly', async (lastName, firstName) => {
    const made = await create({ lastName, firstName })
    expect(made).toMatchObject({ lastName, firstName })
    const { html } = await pageOf(await world.alice.get(`/patients/${made.id}`))
    const escaped = `${firstName} ${lastName}`
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
    expect(html).toContain(escaped.replaceAll("'", '&#39;'))
    const edit = await pageOf(await world.alice.get(`/patients/${made.id}/modification`))
    expect(edit.html).toContain(
      `value="${lastName.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')}"`,
    )
  })

  test('typed decomposed are stored composed', async () => {
    expect((await create({ lastName: 'E\u0301tienne' })).lastName).toBe('Étienne')
  })
})

describe('search', () => {
  beforeAll(async () => {
    await create({
      lastName: "D'Ângelo",
      firstName: 'Marie-Thérèse',
      phones: ['+33 6 39 98 45 67'],
      email: 'mt.angelo@exemple.test',
    })
    await create({ lastName: 'Angelini', firstName: 'Paolo' })
    await create({ lastName: 'Le Goff', firstName: 'Naïm', phone: '0590 12 34 56' })
  })

  test.each([
    ['angelo', ["D'Ângelo Marie-Thérèse"]],
    ['therese dangelo', ["D'Ângelo Marie-Thérèse"]],
    ['MARIE ANGELO', ["D'Ângelo Marie-Thérèse"]],
    ['0639984567', ["D'Ângelo Marie-Thérèse"]],
    ['06 39 98 45', ["D'Ângelo Marie-Thérèse"]],
    ['+33 6.39.98.45.67', ["D'Ângelo Marie-Thérèse"]],
    ['0033639984567', ["D'Ângelo Marie-Thérèse"]],
    ['mt.angelo@', ["D'Ângelo Marie-Thérèse"]],
    ['naim legoff', ['Le Goff Naïm']],
    ['naim goffic', []],
    ['goff le', ['Le Goff Naïm']],
    ['naïm 0590', ['Le Goff Naïm']],
    ['李', ['李 小龙']],
    ['personne de ce nom', []],
    ['%', []],
    ['___', []],
    ['\\', []],
  ])('%s', async (q, labels) => expect(await search(q)).toEqual(labels))

  test('puts names that begin with what is typed first', async () => {
    expect(await search('angel')).toEqual(['Ângela-Zoë Maria', 'Angelini Paolo', "D'Ângelo Marie-Thérèse"])
  })

  test('pages by cursor, without loss or repeat, searching or not; a broken cursor starts over', async () => {
    await world.bob.work(async (work) => {
      const { createPatient } = await import('./index.ts')
      for (let index = 0; index < 120; index++) {
        await createPatient(work, {
          lastName: index % 2 ? 'Martin' : `Mar${index}`,
          firstName: `Jean ${index}`,
        })
      }
    })
    for (const q of ['', 'jean']) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await world.bob.json(`/patients?q=${q}&cursor=${cursor}`)
        const { items, next } = body as ListJson
        seen.push(...items.map((item) => item.id))
        cursor = next
      }
      expect(seen).toHaveLength(120)
      expect(new Set(seen).size).toBe(120)
    }
    expect((await world.bob.json('/patients?cursor=nonsense')).status).toBe(200)
  })

  test('takes one statement for the list, beside entering, session and commit', async () => {
    world.takeStatements()
    await world.alice.json('/patients?q=angelo')
    expect(world.takeStatements().filter((text) => /from patient/.test(text))).toHaveLength(1)
    await world.alice.json('/patients?q=angelo')
    expect(world.takeStatements()).toHaveLength(4)
  })
})
