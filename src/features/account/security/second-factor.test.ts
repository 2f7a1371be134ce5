import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { readPage } from '#test/page/read-page.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type Visitor, createVisitor } from '#test/worlds/visitor.ts'
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
    expect((await readPage(answer)).field('code').error).toMatch(/./)
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
    const refused = (await readPage(answer)).form(`${HERE}/second-facteur/arret`)
    expect(refused.field('password').error).toMatch(/./)
    expect((await logIn()).cookies.has('divan_device')).toBe(false)
    await stop(owner)
    expect((await logIn()).cookies.has('divan_device')).toBe(true)
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
      // As shown or as typed without its dashes, in letters or as bytes are printed.
      for (const text of codes.flatMap((code) => [code, code.replaceAll('-', '')])) {
        expect(everything).not.toContain(text)
        expect(everything).not.toContain(Buffer.from(text).toString('hex'))
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
    const code = /<code>([a-z0-9-]{19})<\/code>/.exec(await first.text())?.[1]
    const again = await owner.submit(HERE, { password: PASSWORD, submissionId }, `${HERE}/codes-de-secours`)
    expect(again.headers.get('location')).toBe(HERE)
    expect((await (await logIn()).postJson('/connexion/code', { code })).status).toBe(200)
    await stop(owner)
  })
})
