import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readHtml, readPage } from '#test/page/read-page.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type Visitor, bodyOf, createVisitor } from '#test/worlds/visitor.ts'
import { HERE, doorOf } from '#test/worlds/security.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow(WORLD_NOW)
  await world.db.inDirectory((tx) => tx.deleteFrom('directory.loginThrottle').execute())
})

const logIn = doorOf(() => world)

describe('changing the password', () => {
  const next = 'Un-Divan-Rouge-8!'

  test('asks for the old one, refuses a weak one, ends the other sessions and not this one', async () => {
    const bob = (password: string) => logIn('bob@divan.test', password)
    const [owner, other] = [await bob(PASSWORD), await bob(PASSWORD)]
    const change = (currentPassword: string, newPassword: string) =>
      owner.submit(HERE, { currentPassword, newPassword }, `${HERE}/mot-de-passe`)
    const wrong = await change('Pas-Celui-Là-42!', next)
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(readHtml(html).field('currentPassword').error).toMatch(/./)
    expect(html).not.toContain(next)
    for (const weak of ['azerty', 'aaaaaaaaaaaaaaaa', 'Bob-1234', 'motdepasse1234']) {
      const page = await readPage(change(PASSWORD, weak))
      expect(page.field('newPassword').error, weak).toMatch(/./)
    }
    expect((await change(PASSWORD, next)).status).toBe(303)
    expect((await owner.get(HERE)).status).toBe(200)
    expect((await other.get(HERE)).status).toBe(303)
    expect(
      (
        await createVisitor(world.app).postJson('/connexion', {
          identifier: 'bob@divan.test',
          password: PASSWORD,
        })
      ).status,
    ).toBe(422)
    expect(
      (await owner.submit(HERE, { currentPassword: next, newPassword: PASSWORD }, `${HERE}/mot-de-passe`))
        .status,
    ).toBe(303)
  })
})

describe('sessions', () => {
  test('are listed and ended, one or all the others', async () => {
    const [owner, phone, third] = [await logIn(), await logIn(), await logIn()]
    const list = async () => (await stateOf(owner)).sessions
    const before = await list()
    expect(before.filter((session) => session.isCurrent)).toHaveLength(1)
    const phoneId = await sessionIdOf(phone)
    expect((await owner.submit(HERE, {}, `${HERE}/sessions/${phoneId}/fermeture`)).status).toBe(303)
    expect((await phone.get(HERE)).status).toBe(303)
    expect((await third.get(HERE)).status).toBe(200)
    expect((await owner.submit(HERE, {}, `${HERE}/sessions/fermeture`)).status).toBe(303)
    expect((await third.get(HERE)).status).toBe(303)
    expect(await list()).toHaveLength(1)
  })

  test('another practice’s sessions and tokens do not exist', async () => {
    const [alice, bob] = [await logIn(), await logIn('bob@divan.test')]
    const id = await sessionIdOf(alice)
    expect((await bob.submit(HERE, {}, `${HERE}/sessions/${id}/fermeture`)).status).toBe(404)
    expect((await bob.submit(HERE, {}, `${HERE}/sessions/nonsense/fermeture`)).status).toBe(404)
    const made = await bodyOf<{ id: string }>(await alice.postJson(`${HERE}/jetons`, { name: 'à moi' }))
    expect((await bob.submit(HERE, {}, `${HERE}/jetons/${made.id}/revocation`)).status).toBe(404)
    expect((await alice.get(HERE)).status).toBe(200)
    const sessions = JSON.stringify(await stateOf(bob))
    expect(sessions).not.toContain(id)
    expect(sessions).not.toContain(made.id)
  })
})

describe('API tokens', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}`, accept: 'application/json' })

  test('are shown once, open the practice, and end when revoked or expired', async () => {
    const owner = await logIn()
    const name = 'O’Neil <b> 李 =cmd()'
    const page = await readPage(owner.submit(HERE, { name, expiresInDays: '30' }, `${HERE}/jetons`))
    const token = page.field('token').value
    expect(token).toMatch(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
    const listed = await (await owner.get(HERE)).text()
    expect(listed).toContain('O’Neil &lt;b&gt; 李 =cmd()')
    expect(listed).not.toContain(token)
    const machine = createVisitor(world.app)
    expect((await machine.get('/parametres/cabinet', bearer(token))).status).toBe(200)
    world.setNow(WORLD_NOW.add({ hours: 24 * 30 }))
    expect((await machine.get('/parametres/cabinet', bearer(token))).status).toBe(401)
    world.setNow(WORLD_NOW)
    const id = (await stateOf(owner)).tokens.find((one) => one.name === name)?.id
    expect((await owner.submit(HERE, {}, `${HERE}/jetons/${id}/revocation`)).status).toBe(303)
    expect((await machine.get('/parametres/cabinet', bearer(token))).status).toBe(401)
  })

  test('cannot make tokens, end sessions, change the password or see the second factor’s secret', async () => {
    const owner = await logIn()
    const { token } = await bodyOf<{ token: string }>(
      await owner.postJson(`${HERE}/jetons`, { name: 'robot', expiresInDays: 0 }),
    )
    const machine = createVisitor(world.app)
    const headers = bearer(token)
    for (const [path, body] of [
      [`${HERE}/jetons`, { name: 'x' }],
      [`${HERE}/mot-de-passe`, { currentPassword: PASSWORD, newPassword: 'Un-Divan-Rouge-8!' }],
      [`${HERE}/second-facteur`, {}],
      [`${HERE}/second-facteur/arret`, { password: PASSWORD }],
      [`${HERE}/codes-de-secours`, { password: PASSWORD }],
      [`${HERE}/sessions/fermeture`, {}],
      [`${HERE}/sessions/${await sessionIdOf(owner)}/fermeture`, {}],
      ['/deconnexion', {}],
    ] as const) {
      expect((await machine.postJson(path, body, headers)).status, path).toBe(403)
    }
    expect((await machine.get(`${HERE}/second-facteur`, headers)).status).toBe(403)
  })

  test('a nameless token is refused with the page as it was', async () => {
    const owner = await logIn()
    const answer = await owner.submit(HERE, { name: '  ', expiresInDays: '30' }, `${HERE}/jetons`)
    expect(answer.status).toBe(422)
    expect((await readPage(answer)).field('name').error).toMatch(/./)
  })

  test('forms without the token or from another site are refused', async () => {
    const owner = await logIn()
    for (const path of [
      `${HERE}/jetons`,
      `${HERE}/second-facteur`,
      `${HERE}/sessions/fermeture`,
      '/apparence',
    ]) {
      expect((await owner.post(path, { name: 'x', theme: 'dark' })).status, path).toBe(403)
      expect(
        (await owner.postJson(path, { name: 'x', theme: 'dark' }, { 'sec-fetch-site': 'cross-site' })).status,
        path,
      ).toBe(403)
    }
  })
})

interface State {
  sessions: { id: string; isCurrent: boolean }[]
  tokens: { id: string; name: string }[]
}

async function stateOf(visitor: Visitor): Promise<State> {
  return bodyOf<State>(await visitor.get(HERE, { accept: 'application/json' }))
}

async function sessionIdOf(visitor: Visitor): Promise<string> {
  return (await stateOf(visitor)).sessions.find((session) => session.isCurrent)?.id ?? ''
}
