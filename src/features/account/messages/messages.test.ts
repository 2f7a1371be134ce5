import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { features } from '#src/features/index.ts'
import { listWaitingMessages, planMessage } from '#src/platform/messages/index.ts'
import { findDue } from '#test/due.ts'
import { type World, createWorld } from '#test/world.ts'
import { passwordReset } from '../reset/reset-letter.ts'
import { identifierChanged } from '../settings/identifier-letter.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const HERE = '/parametres/messages'
const plan = (to = 'ângela@exemple.fr') =>
  world.alice.work((work) => planMessage(work, identifierChanged, { subjectId: work.actor.id ?? '', to }))
/** With the text that the state has. */
const setState = async (id: string, state: string, reason: string | null) => {
  await listWaitingMessages(world.platform)
  const held = state === 'claimed' || state === 'leaving'
  await world.alice.work((work) =>
    work.tx
      .updateTable('outboxMessage')
      .set({
        state,
        reason,
        sentAt: state === 'sent' ? work.now : null,
        worker: held ? newId() : null,
        leaseUntil: held ? work.now : null,
      })
      .where('id', '=', id)
      .execute(),
  )
}
interface Listed {
  items: { id: string; state: string }[]
}
const list = async (who = world.alice): Promise<Listed> => (await who.json(HERE)).body
const dueOf = (id: string) => findDue(world.alice, 'mail-send', id)

test('shows what waits or failed, never its text, and nothing of another practice', async () => {
  expect(await (await world.alice.get(HERE)).text()).toContain('Rien n’attend')
  const id = await plan('ângela <b> 李@exemple.fr')
  await setState(await plan('parti@exemple.fr'), 'sent', null)
  await setState(await plan('annulé@exemple.fr'), 'dropped', 'used')
  const page = await (await world.alice.get(HERE)).text()
  expect(page).toContain('ângela &lt;b&gt; 李@exemple.fr')
  expect(page).toContain('Votre identifiant a changé')
  for (const gone of ['parti@', 'annulé@']) expect(page).not.toContain(gone)
  expect((await list()).items.map((item) => item.id)).toEqual([id])
  expect((await list(world.bob)).items).toEqual([])
  expect((await world.bob.post(`${HERE}/${id}/renvoi`, {})).status).toBe(404)
})

test('makes no link to show a message that has none yet, and shows none that was made', async () => {
  const links = () =>
    world.alice.work(({ tx }) =>
      tx.selectFrom('link').select('id').where('purpose', '=', 'password-reset').execute(),
    )
  const id = await world.alice.work((work) =>
    planMessage(work, passwordReset, { subjectId: world.alice.userId }),
  )
  const seen = async (): Promise<void> => {
    const page = await (await world.alice.get(HERE)).text()
    for (const shown of [page, JSON.stringify(await list())]) {
      expect(shown).toContain('alice@divan.test')
      expect(shown).not.toMatch(/reinitialisation\/[^…]/)
    }
  }
  await seen()
  expect(await links()).toEqual([])
  const written = (await listWaitingMessages(world.platform)).find((message) => message.id === id)
  expect(written?.body).toMatch(/\/reinitialisation\/\S{22}/)
  expect(await links()).toHaveLength(1)
  await seen()
  // Shown again, it is the same one.
  expect((await listWaitingMessages(world.platform)).find((message) => message.id === id)).toEqual(written)
  expect(await links()).toHaveLength(1)
})

test('a message leaves again when a person says so; one sent, under way or given up does not', async () => {
  const id = await plan()
  const asked = await dueOf(id)
  expect(asked?.urgent).toBe(false)
  for (const [state, reason] of [
    ['failed', 'smtp-550'],
    ['unknown', 'interrupted'],
  ] as const) {
    await setState(id, state, reason)
    expect((await world.alice.post(`${HERE}/${id}/renvoi`, {})).status).toBe(303)
    expect((await list()).items.find((item) => item.id === id)).toMatchObject({
      state: 'planned',
      reason: null,
    })
  }
  const askedAgain = await dueOf(id)
  expect(askedAgain?.urgent).toBe(true)
  expect(askedAgain?.id).not.toBe(asked?.id)
  for (const [state, reason] of [
    ['sent', null],
    ['dropped', 'expired'],
    ['claimed', null],
    ['leaving', null],
  ] as const) {
    await setState(id, state, reason)
    expect((await world.alice.post(`${HERE}/${id}/renvoi`, {})).status, state).toBe(409)
  }
  expect((await world.alice.post(`${HERE}/nonsense/renvoi`, {})).status).toBe(404)
})

test('what may have arrived says so, beside the button that sends it all the same', async () => {
  const served = { ...world.platform, config: { ...world.platform.config, smtpUrl: 'smtp://127.0.0.1:1' } }
  const id = await plan('peutêtre@exemple.fr')
  await setState(id, 'unknown', 'interrupted')
  const app = createApp(served, features)
  const page = await (
    await app.hono.request(HERE, { headers: { cookie: world.alice.cookie, accept: 'text/html' } })
  ).text()
  expect(page).toContain('probablement parti')
  expect(page).toContain('le ferait arriver deux fois')
  expect(page).toContain('Renvoyer quand même')
})

test('what was written before a restore is held back until a person lets it go', async () => {
  const id = await plan()
  await asOwner(world.database.owner, (admin) =>
    admin.query('update directory.installation set generation = generation + 1'),
  )
  expect((await list()).items.find((item) => item.id === id)).toMatchObject({ heldBack: true })
  expect(await (await world.alice.get(HERE)).text()).toContain('avant une restauration')
  await world.alice.post(`${HERE}/${id}/renvoi`, {})
  expect((await list()).items.find((item) => item.id === id)).toMatchObject({ heldBack: false })
})
