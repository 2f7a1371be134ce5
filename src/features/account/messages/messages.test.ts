import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { queueMail } from '#src/platform/messages/index.ts'
import { findDue } from '#test/due.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const HERE = '/parametres/messages'
const LINK = 'https://divan.test/reinitialisation/secret'
const queue = (to = 'ângela@exemple.fr') =>
  world.alice.work((work) =>
    queueMail(work, { to, subject: 'O’Neil <b> 李', text: LINK, purpose: 'password-reset' }),
  )
const setState = (id: string, status: string, failure: string | null) =>
  world.alice.work((work) =>
    work.tx.updateTable('outboxMessage').set({ status, failure }).where('id', '=', id).execute(),
  )
interface Listed {
  items: { id: string; status: string }[]
}
const list = async (who = world.alice): Promise<Listed> => (await who.json(HERE)).body
const dueOf = (id: string) => findDue(world.alice, 'mail-send', id)

test('shows what waits or failed, never its text, and nothing of another practice', async () => {
  expect(await (await world.alice.get(HERE)).text()).toContain('Rien n’attend')
  const id = await queue()
  await setState(await queue('parti@exemple.fr'), 'sent', null)
  const page = await (await world.alice.get(HERE)).text()
  expect(page).toContain('ângela@exemple.fr')
  expect(page).toContain('O’Neil &lt;b&gt; 李')
  expect(page).not.toContain('parti@exemple.fr')
  const json = JSON.stringify(await list())
  for (const shown of [page, json]) expect(shown).not.toContain('reinitialisation')
  expect((await list()).items.map((item) => item.id)).toEqual([id])
  expect((await list(world.bob)).items).toEqual([])
  expect((await world.bob.post(`${HERE}/${id}/renvoi`, {})).status).toBe(404)
})

test('a failed message leaves again when a person says so; one sent or too old does not', async () => {
  const id = await queue()
  await setState(id, 'failed', 'smtp-550')
  const asked = await dueOf(id)
  expect(asked?.urgent).toBe(false)
  expect((await world.alice.post(`${HERE}/${id}/renvoi`, {})).status).toBe(303)
  const askedAgain = await dueOf(id)
  expect(askedAgain?.urgent).toBe(true)
  expect(askedAgain?.id).not.toBe(asked?.id)
  expect((await list()).items.find((item) => item.id === id)).toMatchObject({
    status: 'waiting',
    failure: null,
  })
  for (const [status, failure] of [
    ['sent', null],
    ['failed', 'expired'],
    ['sending', null],
  ] as const) {
    await setState(id, status, failure)
    expect((await world.alice.post(`${HERE}/${id}/renvoi`, {})).status, status).toBe(409)
  }
  expect((await world.alice.post(`${HERE}/nonsense/renvoi`, {})).status).toBe(404)
})

test('what was written before a restore is held back until a person lets it go', async () => {
  const id = await queue()
  await asOwner(world.database.owner, (admin) =>
    admin.query('update directory.installation set generation = generation + 1'),
  )
  expect((await list()).items.find((item) => item.id === id)).toMatchObject({ heldBack: true })
  expect(await (await world.alice.get(HERE)).text()).toContain('avant une restauration')
  await world.alice.post(`${HERE}/${id}/renvoi`, {})
  expect((await list()).items.find((item) => item.id === id)).toMatchObject({ heldBack: false })
})
