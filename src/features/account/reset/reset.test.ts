import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newTotpSecret } from '#src/platform/login/totp.ts'
import { listWaitingMessages } from '#src/platform/messages/index.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { totpPlace } from '../login/second-factor.ts'
import { createVisitor } from '#test/worlds/visitor.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow(WORLD_NOW)
  await world.db.inDirectory((tx) => tx.deleteFrom('directory.loginThrottle').execute())
})

const NEXT = 'Un-Divan-Rouge-8!'
const ALICE = 'alice@divan.test'

/** Asks for a link and reads it as whoever runs the machine does. */
async function askLink(identifier = ALICE): Promise<string> {
  const before = new Set((await listWaitingMessages(world.platform)).map((message) => message.id))
  await createVisitor(world.app).submit('/mot-de-passe-oublie', { identifier })
  const message = (await listWaitingMessages(world.platform)).find((one) => !before.has(one.id))
  const link = /\/reinitialisation\/\S+/.exec(message?.body ?? '')?.[0]
  if (!link) throw new Error('no link was written')
  return link
}

const logIn = (password: string) =>
  createVisitor(world.app).postJson('/connexion', { identifier: ALICE, password })

describe('asking for a link', () => {
  test('answers the same, in the same time, whether the identifier exists or not', async () => {
    const ask = async (identifier: string) => {
      const visitor = createVisitor(world.app)
      await visitor.get('/mot-de-passe-oublie')
      const started = performance.now()
      const answer = await visitor.submit('/mot-de-passe-oublie', { identifier })
      return { status: answer.status, html: await answer.text(), ms: performance.now() - started }
    }
    const [known, unknown] = [await ask(ALICE), await ask('personne@divan.test')]
    expect(known.status).toBe(unknown.status)
    expect(known.html).toBe(unknown.html)
    expect(known.ms).toBeGreaterThanOrEqual(249)
    expect(unknown.ms).toBeGreaterThanOrEqual(249)
  })

  test('writes a discreet mail to the account’s address, sealed, with its job', async () => {
    const count = async () => (await listWaitingMessages(world.platform)).length
    const before = await count()
    await askLink('  ALICE@Divan.test ')
    expect(await count()).toBe(before + 1)
    const message = (await listWaitingMessages(world.platform)).at(-1)
    expect(message).toMatchObject({
      recipient: ALICE,
      subject: 'Votre accès à Divan',
      purpose: 'password-reset',
    })
    expect(message?.body).toContain('avant 22\u00a0h')
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query(
        `select row_to_json(m)::text as text from outbox_message m union all select row_to_json(l)::text from link l`,
      )
      const secret = /reinitialisation\/[\w-]{4}([\w-]{18})\s/.exec(message?.body ?? '')?.[1] ?? 'nothing'
      expect(secret).toHaveLength(18)
      expect(rows.map((row) => row.text).join()).not.toContain(secret)
      const due = await admin.query(
        `select practice_id, urgent from cell.due where kind = 'mail-send' and subject_id = $1`,
        [message?.id],
      )
      expect(due.rows).toEqual([{ practice_id: world.alice.practiceId, urgent: true }])
    })
  })

  test('is limited, without a word about it', async () => {
    const before = (await listWaitingMessages(world.platform)).length
    for (let count = 0; count < 7; count++) {
      const answer = await createVisitor(world.app).submit('/mot-de-passe-oublie', { identifier: ALICE })
      expect(answer.status).toBe(200)
    }
    expect((await listWaitingMessages(world.platform)).length - before).toBe(4)
  })
})

describe('using a link', () => {
  test('opening it changes nothing; using it sets the password and ends every session, once', async () => {
    const link = await askLink()
    const visitor = createVisitor(world.app)
    for (let count = 0; count < 3; count++) expect((await visitor.get(link)).status).toBe(200)
    expect((await logIn(PASSWORD)).status).toBe(200)
    expect((await world.alice.get('/parametres')).status).toBe(200)
    expect(await (await visitor.submit(link, { password: 'azerty' })).text()).toContain(
      'id="field-password-error"',
    )
    const done = await visitor.submit(link, { password: NEXT })
    expect(done.headers.get('location')).toBe('/connexion')
    expect(await (await visitor.get('/connexion')).text()).toContain('Votre mot de passe est changé')
    expect((await world.alice.get('/parametres')).status).toBe(303)
    expect((await logIn(PASSWORD)).status).toBe(422)
    expect((await logIn(NEXT)).status).toBe(200)

    const again = await visitor.get(link)
    expect(again.status).toBe(410)
    const html = await again.text()
    expect(html).toContain('Ce lien n’est plus valable')
    expect(html).not.toMatch(/alice|martin|cabinet/i)
    expect((await visitor.submit('/mot-de-passe-oublie', { password: PASSWORD }, link)).status).toBe(410)
    expect((await logIn(NEXT)).status).toBe(200)
  })

  test('of two who use it at once, one sets the password', async () => {
    const link = await askLink()
    const answers = await Promise.all(
      ['Un-Divan-Vert-91!', 'Un-Divan-Jaune-92!', 'Un-Divan-Noir-93!'].map((password) =>
        createVisitor(world.app).postJson(link, { password }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410])
    await createVisitor(world.app).postJson(await askLink(), { password: NEXT })
  })

  test('it ends after an hour, and when a newer one was asked for', async () => {
    const [old, fresh] = [await askLink(), await askLink()]
    const visitor = createVisitor(world.app)
    expect((await visitor.postJson(fresh, { password: NEXT })).status).toBe(200)
    expect((await visitor.get(old)).status).toBe(410)
    const late = await askLink()
    world.setNow(WORLD_NOW.add({ hours: 1 }))
    expect((await visitor.get(late)).status).toBe(410)
    expect((await visitor.postJson(late, { password: NEXT })).status).toBe(410)
  })

  test('unknown, altered, of another practice: the same page for all, which says nothing', async () => {
    const visitor = createVisitor(world.app)
    const text = (await askLink()).slice('/reinitialisation/'.length)
    const { code } = await world.bob.work(({ tx }) =>
      tx.selectFrom('practice').select('code').executeTakeFirstOrThrow(),
    )
    const altered = `${text.slice(0, 21)}${text.endsWith('A') ? 'B' : 'A'}`
    const pages: string[] = []
    for (const none of ['x', altered, code + text.slice(4), `____${text.slice(4)}`, 'A'.repeat(22)]) {
      const answer = await visitor.get(`/reinitialisation/${none}`)
      expect([answer.status, answer.headers.get('set-cookie')], none).toEqual([404, null])
      pages.push(await answer.text())
      const sent = await visitor.postJson(`/reinitialisation/${none}`, { password: NEXT })
      expect(sent.status, none).toBe(404)
    }
    expect(new Set(pages).size).toBe(1)
    expect((await visitor.get(`/reinitialisation/${text}`)).status).toBe(200)
    expect(world.logLines.join()).not.toContain(text.slice(4))
  })

  test('keeps the second factor', async () => {
    const secret = newTotpSecret()
    await world.alice.work(async (work) => {
      const totpSecretSealed = await work.seal('practice', totpPlace(world.alice.userId), secret)
      await work.tx
        .updateTable('userAccount')
        .set({ totpSecretSealed, totpConfirmedAt: work.now })
        .where('id', '=', world.alice.userId)
        .execute()
    })
    await createVisitor(world.app).postJson(await askLink(), { password: NEXT })
    const visitor = createVisitor(world.app)
    const answer = await visitor.postJson('/connexion', { identifier: ALICE, password: NEXT })
    expect(await answer.json()).toMatchObject({ codeNeeded: true, next: '/connexion/code' })
    expect((await visitor.get('/parametres')).status).toBe(303)
    const code = await generate({ secret, epoch: WORLD_NOW.epochMilliseconds / 1000 })
    expect((await visitor.postJson('/connexion/code', { code })).status).toBe(200)
  })

  test('gives the owner back at once what a guesser had blocked', async () => {
    await world.alice.work((work) =>
      work.tx.updateTable('userAccount').set({ totpConfirmedAt: null, totpSecretSealed: null }).execute(),
    )
    for (let count = 0; count < 5; count++) await logIn('Pas-Celui-Là-42!')
    expect((await logIn(NEXT)).status).toBe(429)
    await createVisitor(world.app).postJson(await askLink(), { password: NEXT })
    expect((await logIn(NEXT)).status).toBe(200)
  })

  test('without the form token or from another site it is refused', async () => {
    const link = await askLink()
    const visitor = createVisitor(world.app)
    expect((await visitor.post(link, { password: NEXT })).status).toBe(403)
    expect(
      (await visitor.postJson(link, { password: NEXT }, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403)
    expect((await visitor.post('/mot-de-passe-oublie', { identifier: ALICE })).status).toBe(403)
    expect((await visitor.get(link)).status).toBe(200)
  })
})
