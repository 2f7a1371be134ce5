import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type Visitor, bodyOf, createVisitor } from '../visitor.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow(WORLD_NOW)
  await world.db.inDirectory((tx) => tx.deleteFrom('directory.loginThrottle').execute())
})

const HERE = '/parametres/securite'

async function logIn(identifier = 'alice@divan.test', password = PASSWORD): Promise<Visitor> {
  const visitor = createVisitor(world.app)
  expect((await visitor.submit('/connexion', { identifier, password })).status).toBe(303)
  return visitor
}

const later = (seconds: number): void => world.setNow(world.platform.clock().add({ seconds }))
const codeOf = (secret: string, drift = 0): Promise<string> =>
  generate({ secret, epoch: world.platform.clock().epochMilliseconds / 1000 + drift })

/** Turns alice's second factor on; answers its secret and recovery codes. */
async function enrol(visitor: Visitor): Promise<{ secret: string; codes: string[] }> {
  expect((await visitor.submit(HERE, {}, `${HERE}/second-facteur`)).headers.get('location')).toBe(
    `${HERE}/second-facteur`,
  )
  const page = await (await visitor.get(`${HERE}/second-facteur`)).text()
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
  expect(secret).toHaveLength(32)
  const answer = await visitor.submit(
    `${HERE}/second-facteur`,
    { code: await codeOf(secret) },
    `${HERE}/second-facteur/confirmation`,
  )
  expect(answer.status).toBe(200)
  const html = await answer.text()
  const codes = [...html.matchAll(/<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<\/code>/g)].map(
    (match) => match[1] ?? '',
  )
  expect(codes).toHaveLength(10)
  return { secret, codes }
}

async function stop(visitor: Visitor): Promise<void> {
  const answer = await visitor.submit(HERE, { password: PASSWORD }, `${HERE}/second-facteur/arret`)
  expect(answer.status).toBe(303)
}

describe('the second factor', () => {
  test('is enrolled with a square that the strict policy shows, and a sealed secret', async () => {
    const visitor = await logIn()
    await visitor.submit(HERE, {}, `${HERE}/second-facteur`)
    const answer = await visitor.get(`${HERE}/second-facteur`)
    const page = await answer.text()
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).toMatch(/<svg[^>]*role="img"[^>]*>/)
    expect(page).not.toMatch(/\sstyle="|<style|\son\w+="/)
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query(
        'select row_to_json(u)::text as text, totp_secret_sealed as sealed from user_account u where id = $1',
        [world.alice.userId],
      )
      expect(rows[0].sealed.length).toBeGreaterThan(32)
      expect(rows[0].text + rows[0].sealed.toString('latin1')).not.toContain(secret)
    })
  })

  test('asks nothing before it is confirmed, and refuses a wrong first code', async () => {
    const visitor = await logIn()
    await visitor.submit(HERE, {}, `${HERE}/second-facteur`)
    const answer = await visitor.submit(
      `${HERE}/second-facteur`,
      { code: '000000' },
      `${HERE}/second-facteur/confirmation`,
    )
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('id="field-code-error"')
    expect(
      (
        await createVisitor(world.app).submit('/connexion', {
          identifier: 'alice@divan.test',
          password: PASSWORD,
        })
      ).headers.get('location'),
    ).toBe('/aujourdhui')
  })

  test('a right password then opens nothing but the code page', async () => {
    const owner = await logIn()
    const { secret } = await enrol(owner)
    later(30)
    const visitor = createVisitor(world.app)
    const first = await visitor.submit(
      '/connexion?suite=%2Fpatients',
      { identifier: 'alice@divan.test', password: PASSWORD, suite: '/patients' },
      '/connexion',
    )
    expect(first.headers.get('location')).toBe('/connexion/code?suite=%2Fpatients')
    const waiting = visitor.cookies.get('divan_session')
    expect((await visitor.get('/parametres')).status).toBe(303)
    expect((await visitor.get('/parametres', { accept: 'application/json' })).status).toBe(401)
    expect((await visitor.submit('/connexion/code', { code: '000000' })).status).toBe(422)
    const done = await visitor.submit(
      '/connexion/code?suite=%2Fpatients',
      { code: await codeOf(secret), suite: '/patients' },
      '/connexion/code',
    )
    expect(done.headers.get('location')).toBe('/patients')
    expect(visitor.cookies.get('divan_session')).not.toBe(waiting)
    expect((await visitor.get('/parametres')).status).toBe(200)
    const old = createVisitor(world.app)
    old.cookies.set('divan_session', waiting ?? '')
    expect((await old.get('/connexion/code')).headers.get('location')).toBe('/connexion')
    await stop(visitor)
  })

  test('a code works once, also for two who send it at the same moment', async () => {
    const owner = await logIn()
    const { secret } = await enrol(owner)
    const enrolCode = await codeOf(secret)
    const replay = await logIn()
    expect((await replay.submit('/connexion/code', { code: enrolCode })).status).toBe(422)
    later(30)
    const visitors = await Promise.all([logIn(), logIn(), logIn(), logIn()])
    const code = await codeOf(secret)
    const tokens = await Promise.all(
      visitors.map(async (visitor) => (await visitor.get('/connexion/code')).text()),
    )
    expect(tokens).toHaveLength(4)
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.postJson('/connexion/code', { code })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422, 422])
    // A step already passed is burnt with the later one.
    expect(
      (await (await logIn()).postJson('/connexion/code', { code: await codeOf(secret, -30) })).status,
    ).toBe(422)
    expect(
      (await (await logIn()).postJson('/connexion/code', { code: await codeOf(secret, 30) })).status,
    ).toBe(200)
    await stop(owner)
  })

  test('the password waits ten minutes for its code', async () => {
    const owner = await logIn()
    const { secret } = await enrol(owner)
    const slow = await logIn()
    later(10 * 60)
    const answer = await slow.postJson('/connexion/code', { code: await codeOf(secret) })
    expect(answer.status).toBe(422)
    expect(JSON.stringify(await answer.json())).toContain('recommencez')
    await stop(owner)
  })

  test('a guesser of codes waits; the owner’s own browser does not', async () => {
    const owner = await logIn()
    const { secret } = await enrol(owner)
    const guesser = await logIn()
    for (let count = 0; count < 5; count++)
      expect((await guesser.postJson('/connexion/code', { code: '000000' })).status).toBe(422)
    later(1)
    expect((await guesser.postJson('/connexion/code', { code: await codeOf(secret, 30) })).status).toBe(429)
    expect(
      (await owner.submit('/connexion', { identifier: 'alice@divan.test', password: PASSWORD })).headers.get(
        'location',
      ),
    ).toBe('/connexion/code')
    expect((await owner.submit('/connexion/code', { code: await codeOf(secret, 30) })).status).toBe(303)
    await stop(owner)
  })

  test('turning it off asks for the password', async () => {
    const owner = await logIn()
    await enrol(owner)
    const answer = await owner.submit(HERE, { password: 'Pas-Celui-Là-42!' }, `${HERE}/second-facteur/arret`)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('id="field-password-error"')
    expect((await logIn()).cookies.has('divan_device')).toBe(false)
    await stop(owner)
    const left = await world.alice.work((work) => work.tx.selectFrom('recoveryCode').select('id').execute())
    expect(left).toEqual([])
  })
})

describe('recovery codes', () => {
  test('each replaces the phone once; new ones end the former', async () => {
    const owner = await logIn()
    const { codes } = await enrol(owner)
    const [first = '', second = ''] = codes
    expect(
      (await (await logIn()).postJson('/connexion/code', { code: first.toUpperCase().replaceAll('-', ' ') }))
        .status,
    ).toBe(200)
    expect((await (await logIn()).postJson('/connexion/code', { code: first })).status).toBe(422)
    expect(await (await owner.get(HERE)).text()).toContain('Il en reste 9')
    const wrong = await owner.submit(HERE, { password: 'non' }, `${HERE}/codes-de-secours`)
    expect(wrong.status).toBe(422)
    const renewed = await (
      await owner.submit(HERE, { password: PASSWORD }, `${HERE}/codes-de-secours`)
    ).text()
    expect(renewed.match(/<code>[a-z0-9-]{19}<\/code>/g)).toHaveLength(10)
    expect((await (await logIn()).postJson('/connexion/code', { code: second })).status).toBe(422)
    await stop(owner)
  })

  test('are kept as hashes', async () => {
    const owner = await logIn()
    const { codes } = await enrol(owner)
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query(`select row_to_json(c)::text as text from recovery_code c`)
      expect(rows).toHaveLength(10)
      const everything = rows.map((row) => row.text).join()
      for (const code of codes) {
        expect(everything).not.toContain(code)
        expect(everything).not.toContain(Buffer.from(code).toString('hex'))
      }
    })
    await stop(owner)
  })

  test('a repeat of the same form does not make others', async () => {
    const owner = await logIn()
    await enrol(owner)
    const submissionId = '01990000-0000-7000-8000-00000000abcd'
    const first = await owner.submit(HERE, { password: PASSWORD, submissionId }, `${HERE}/codes-de-secours`)
    expect(first.status).toBe(200)
    const again = await owner.submit(HERE, { password: PASSWORD, submissionId }, `${HERE}/codes-de-secours`)
    expect(again.headers.get('location')).toBe(HERE)
    await stop(owner)
  })
})

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
    expect(html).toContain('id="field-currentPassword-error"')
    expect(html).not.toContain(next)
    for (const weak of ['azerty', 'aaaaaaaaaaaaaaaa', 'Bob-1234', 'motdepasse1234']) {
      expect(await (await change(PASSWORD, weak)).text(), weak).toContain('id="field-newPassword-error"')
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
    const page = await (await owner.submit(HERE, { name, expiresInDays: '30' }, `${HERE}/jetons`)).text()
    const token =
      /name="token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="token"/
        .exec(page)
        ?.slice(1)
        .find(Boolean) ?? ''
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
    expect(await answer.text()).toContain('id="field-name-error"')
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
