import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { features } from '#src/features/index.ts'
import { readConfig } from '#src/config.ts'
import { asOwner } from '#src/db/prepare.ts'
import { DECOY_HASH, verifyPassword } from '#src/platform/login/password.ts'
import { readHtml, readPage } from '#test/page/read-page.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { createVisitor } from '#test/worlds/visitor.ts'
import { nextPath } from './next-path.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow(WORLD_NOW)
  await world.db.inDirectory((tx) => tx.deleteFrom('directory.loginThrottle').execute())
})

const right = { identifier: 'alice@divan.test', password: PASSWORD }
const wrong = { identifier: 'alice@divan.test', password: 'Pas-Celui-Là-42!' }

describe('logging in', () => {
  test('opens a session, leads to the day, and the page behind it opens', async () => {
    const visitor = createVisitor(world.app)
    const answer = await visitor.submit('/connexion', { ...right, identifier: '  ALICE@divan.test ' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/aujourdhui')
    expect((await visitor.get('/')).headers.get('location')).toBe('/aujourdhui')
  })

  test('leads to the page that was asked for, on this site only', async () => {
    const visitor = createVisitor(world.app)
    const page = await readPage(visitor.get('/connexion?suite=%2Fpatients%3Fq%3Dzo%C3%A9'))
    expect(page.form('/connexion').field('suite').value).toBe('/patients?q=zoé')
    const answer = await visitor.submit('/connexion', { ...right, suite: '/patients?q=zoé' })
    expect(answer.headers.get('location')).toBe('/patients?q=zo%C3%A9')
    expect(nextPath('/agenda?date=2026-11-22')).toBe('/agenda?date=2026-11-22')
    for (const elsewhere of [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      '/.//evil.test',
      '/\n/evil.test',
      'javascript:alert(1)',
      '/connexion',
      '/connexion/code',
      '/',
      '',
      undefined,
    ]) {
      expect(nextPath(elsewhere), String(elsewhere)).toBe('/aujourdhui')
    }
  })

  test('answers JSON, with the same cookie', async () => {
    const visitor = createVisitor(world.app)
    const answer = await visitor.postJson('/connexion', right)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      practiceId: world.alice.practiceId,
      userId: world.alice.userId,
      codeNeeded: false,
      next: '/aujourdhui',
    })
    expect(visitor.cookies.has('divan_session')).toBe(true)
  })

  test('says the same for a wrong password and for an unknown identifier', async () => {
    const visitor = createVisitor(world.app)
    const bad = await visitor.submit('/connexion', wrong)
    const unknown = await visitor.submit('/connexion', { ...wrong, identifier: 'personne@divan.test' })
    expect([bad.status, unknown.status]).toEqual([422, 422])
    const plain = async (answer: Response) =>
      (await answer.text()).replaceAll(/value="[^"]*"/g, '').replaceAll(/personne|alice/g, '')
    expect(await plain(bad)).toBe(await plain(unknown))
    const html = await (await visitor.submit('/connexion', wrong)).text()
    expect(html).toContain('Identifiant ou mot de passe incorrect.')
    expect(readHtml(html).field('identifier').value).toBe('alice@divan.test')
    expect(html).not.toContain(wrong.password)
    const json = await visitor.postJson('/connexion', wrong)
    expect(json.status).toBe(422)
    expect(json.headers.get('content-type')).toContain('application/problem+json')
  })

  test('takes as long for an unknown identifier as for a wrong password', async () => {
    const time = async (identifier: string): Promise<number> => {
      const visitor = createVisitor(world.app)
      const started = performance.now()
      await visitor.postJson('/connexion', { ...wrong, identifier })
      return performance.now() - started
    }
    expect(await time('alice@divan.test')).toBeGreaterThanOrEqual(249)
    expect(await time('personne@divan.test')).toBeGreaterThanOrEqual(249)
    expect(await verifyPassword(DECOY_HASH, PASSWORD)).toBe(false)
  })

  test('refuses an empty form with a reason at each field', async () => {
    const answer = await createVisitor(world.app).submit('/connexion', {})
    expect(answer.status).toBe(422)
    const page = await readPage(answer)
    for (const name of ['identifier', 'password']) expect(page.field(name).error, name).toMatch(/./)
  })

  test('never keeps the session a browser came with', async () => {
    const visitor = createVisitor(world.app)
    await visitor.submit('/connexion', right)
    const first = visitor.cookies.get('divan_session') ?? ''
    await visitor.submit('/connexion', right)
    expect(visitor.cookies.get('divan_session')).not.toBe(first)
    const planted = createVisitor(world.app)
    planted.cookies.set('divan_session', first)
    expect((await planted.get('/parametres')).headers.get('location')).toContain('/connexion')
  })

  test('keeps neither token nor password readable in the database', async () => {
    const visitor = createVisitor(world.app)
    await visitor.submit('/connexion', right)
    const [, secret = ''] = (visitor.cookies.get('divan_session') ?? '').split('.')
    const device = visitor.cookies.get('divan_device') ?? ''
    expect(secret).toHaveLength(43)
    expect(device.length).toBeGreaterThan(40)
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query<{ text: string }>(
        `select row_to_json(s)::text as text from login_session s union all select row_to_json(u)::text from user_account u`,
      )
      const everything = rows.map((row) => row.text).join('\n')
      expect(everything).toContain('$argon2id$')
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(PASSWORD)
      const hex = Buffer.from(secret).toString('hex')
      expect(everything).not.toContain(hex)
    })
  })

  test('records success and failure, without the identifier', async () => {
    const visitor = createVisitor(world.app)
    await visitor.submit('/connexion', wrong)
    await visitor.submit('/connexion', right)
    const events = await world.alice.work((work) =>
      work.tx
        .selectFrom('auditEvent')
        .select(['action', 'actorKind', 'canonical'])
        .orderBy('seq', 'desc')
        .limit(2)
        .execute(),
    )
    expect(events.map((event) => [event.action, event.actorKind])).toEqual([
      ['login.succeed', 'user'],
      ['login.fail', 'visitor'],
    ])
    expect(events.map((event) => event.canonical).join()).not.toContain('alice')
    expect(world.logLines.join()).not.toContain('alice')
  })
})

describe('cookies', () => {
  test('under http they are HttpOnly and Lax, and not Secure', async () => {
    const visitor = createVisitor(world.app)
    await visitor.submit('/connexion', right)
    const session = visitor.lastCookies.find((line) => line.startsWith('divan_session='))
    expect(session).toMatch(/; HttpOnly/i)
    expect(session).toMatch(/; SameSite=Lax/i)
    expect(session).toMatch(/; Path=\//i)
    expect(session).not.toMatch(/Secure|Domain/i)
  })

  test('under https all of them are __Host- and Secure', async () => {
    const { dataDir } = world.platform.config
    const config = readConfig({ DIVAN_DATA_DIR: dataDir, DIVAN_BASE_URL: 'https://divan.test' })
    const app = createApp({ ...world.platform, config }, features)
    const visitor = createVisitor(app)
    await visitor.submit('/connexion', right)
    expect(visitor.lastCookies.length).toBeGreaterThanOrEqual(2)
    for (const line of visitor.lastCookies) {
      expect(line).toMatch(/^__Host-divan_/)
      expect(line).toMatch(/; Secure/i)
      expect(line).toMatch(/; HttpOnly/i)
      expect(line).not.toMatch(/Domain/i)
    }
    expect((await visitor.get('/')).headers.get('location')).toBe('/aujourdhui')
    expect((await visitor.get('/connexion')).headers.get('strict-transport-security')).toContain('max-age')
  })
})

describe('forms of other sites', () => {
  test('without the form token, or with another one, nothing happens', async () => {
    const visitor = createVisitor(world.app)
    expect((await visitor.post('/connexion', right)).status).toBe(403)
    await visitor.get('/connexion')
    expect((await visitor.post('/connexion', { ...right, _csrf: 'x'.repeat(32) })).status).toBe(403)
    expect(visitor.cookies.has('divan_session')).toBe(false)
  })

  test('a foreign Origin or Sec-Fetch-Site is refused, for a form and for JSON', async () => {
    const visitor = createVisitor(world.app)
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(
        (await visitor.postJson('/connexion', right, { host: 'localhost', ...headers })).status,
        JSON.stringify(headers),
      ).toBe(403)
    }
    const own = await visitor.postJson('/connexion', right, {
      host: 'localhost',
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    })
    expect(own.status).toBe(200)
  })

  test('logging out wants the token too, and then ends the session', async () => {
    const visitor = createVisitor(world.app)
    await visitor.submit('/connexion', right)
    const cookie = visitor.cookies.get('divan_session') ?? ''
    expect((await visitor.post('/deconnexion', {})).status).toBe(403)
    expect((await visitor.post('/deconnexion', { _csrf: 'wrong' })).status).toBe(403)
    expect((await visitor.get('/')).headers.get('location')).toBe('/aujourdhui')
    const answer = await visitor.submit('/parametres', {}, '/deconnexion')
    expect(answer.headers.get('location')).toBe('/connexion')
    expect(visitor.cookies.has('divan_session')).toBe(false)
    expect(await (await visitor.get('/connexion')).text()).toContain('Vous êtes déconnecté.')
    visitor.cookies.set('divan_session', cookie)
    expect((await visitor.get('/')).headers.get('location')).toBe('/connexion')
  })
})

describe('throttling', () => {
  const address = '203.0.113.9'

  test('after five failures the right password waits too, never longer than a quarter of an hour', async () => {
    const attacker = createVisitor(world.app, address)
    for (let count = 0; count < 5; count++)
      expect((await attacker.postJson('/connexion', wrong)).status).toBe(422)
    const blocked = await attacker.postJson('/connexion', right)
    expect(blocked.status).toBe(429)
    expect(blocked.headers.get('retry-after')).toBe('30')
    for (let count = 0; count < 12; count++) {
      world.setNow(world.platform.clock().add({ minutes: 15 }))
      expect((await attacker.postJson('/connexion', wrong)).status).toBe(422)
    }
    expect(
      Number((await attacker.postJson('/connexion', right)).headers.get('retry-after')),
    ).toBeLessThanOrEqual(900)
    world.setNow(world.platform.clock().add({ minutes: 15 }))
    expect((await attacker.postJson('/connexion', right)).status).toBe(200)
  })

  test('an unknown identifier is throttled like a known one', async () => {
    const attacker = createVisitor(world.app, address)
    const nobody = { ...wrong, identifier: 'personne@divan.test' }
    for (let count = 0; count < 5; count++) await attacker.postJson('/connexion', nobody)
    expect((await attacker.postJson('/connexion', nobody)).status).toBe(429)
  })

  test('the owner’s own browser passes while a stranger fills the counters, even from the same address', async () => {
    const owner = createVisitor(world.app, address)
    await owner.postJson('/connexion', right)
    const attacker = createVisitor(world.app, address)
    for (let count = 0; count < 6; count++) await attacker.postJson('/connexion', wrong)
    expect((await attacker.postJson('/connexion', right)).status).toBe(429)
    expect((await owner.postJson('/connexion', right)).status).toBe(200)
    const thief = createVisitor(world.app, address)
    thief.cookies.set('divan_device', `${world.alice.userId}.${Buffer.alloc(80, 7).toString('base64url')}`)
    expect((await thief.postJson('/connexion', right)).status).toBe(429)
  })

  test('a device of one practice is a stranger at another', async () => {
    const bob = createVisitor(world.app, address)
    await bob.postJson('/connexion', { ...right, identifier: 'bob@divan.test' })
    const attacker = createVisitor(world.app, '203.0.113.77')
    for (let count = 0; count < 5; count++) await attacker.postJson('/connexion', wrong)
    expect((await bob.postJson('/connexion', right)).status).toBe(429)
  })

  test('a known device has a limit of its own', async () => {
    const owner = createVisitor(world.app, address)
    await owner.postJson('/connexion', right)
    for (let count = 0; count < 5; count++)
      expect((await owner.postJson('/connexion', wrong)).status).toBe(422)
    expect((await owner.postJson('/connexion', right)).status).toBe(429)
  })

  test('one address cannot try one password on every account', async () => {
    const sprayer = createVisitor(world.app, address)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, count) =>
        sprayer.postJson('/connexion', { ...wrong, identifier: `nom${count}@divan.test` }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(25)
    expect((await createVisitor(world.app, '203.0.113.10').postJson('/connexion', right)).status).toBe(200)
  })

  test('behind a trusted proxy the last hop counts, otherwise the socket', async () => {
    const config = { ...world.platform.config, trustProxy: true }
    const proxied = createVisitor(createApp({ ...world.platform, config }, features), '10.0.0.1')
    const hop = (last: string) => ({ 'x-forwarded-for': `198.51.100.1, ${last}` })
    await Promise.all(
      Array.from({ length: 25 }, (_, count) =>
        proxied.postJson('/connexion', { ...wrong, identifier: `nom${count}` }, hop('203.0.113.50')),
      ),
    )
    expect(
      (await proxied.postJson('/connexion', { ...wrong, identifier: 'autre' }, hop('203.0.113.50'))).status,
    ).toBe(429)
    expect(
      (await proxied.postJson('/connexion', { ...wrong, identifier: 'autre' }, hop('203.0.113.51'))).status,
    ).toBe(422)
    const direct = createVisitor(world.app, '203.0.113.50')
    expect(
      (await direct.postJson('/connexion', { ...wrong, identifier: 'autre2' }, hop('203.0.113.99'))).status,
    ).toBe(429)
  })
})

describe('sessions end', () => {
  test('after twelve hours without use, after fourteen days, and when revoked', async () => {
    const visitor = createVisitor(world.app)
    const opens = async (): Promise<boolean> =>
      (await visitor.get('/')).headers.get('location') === '/aujourdhui'
    await visitor.postJson('/connexion', right)
    world.setNow(WORLD_NOW.add({ hours: 11 }))
    expect(await opens()).toBe(true)
    world.setNow(WORLD_NOW.add({ hours: 22 }))
    expect(await opens()).toBe(true)
    world.setNow(WORLD_NOW.add({ hours: 34, minutes: 1 }))
    expect(await opens()).toBe(false)
    expect((await visitor.get('/parametres')).headers.get('location')).toBe('/connexion?suite=%2Fparametres')
    expect((await visitor.get('/parametres', { accept: 'application/json' })).status).toBe(401)

    const start = world.platform.clock()
    await visitor.postJson('/connexion', right)
    for (let hours = 11; hours < 14 * 24; hours += 11) {
      world.setNow(start.add({ hours }))
      expect(await opens(), `${hours} h`).toBe(true)
    }
    world.setNow(start.add({ hours: 14 * 24 }))
    expect(await opens()).toBe(false)
  })
})
