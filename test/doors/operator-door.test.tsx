import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type App, createApp } from '#src/app.tsx'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { features } from '#src/features/index.ts'
import { createOperator, renewOperator } from '#src/operator/index.ts'
import { declareEvents } from '#src/platform/events/declare-events.ts'
import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { perAddress } from '#src/platform/limits/rate.ts'
import { findOperatorAuditFault } from '#src/platform/operator/audit.ts'
import { ErrorSummary, Form, PlainLayout, TextField } from '#src/ui/index.ts'
import { readPage } from '../page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '../world.ts'
import { type Visitor, bodyOf, createVisitor } from '../worlds/visitor.ts'

const PASSWORD = 'Une-Machine-Bleue-9!'
const HERE = '/operateur/essai'
const SENDS = 5

let world: World
let app: App
beforeAll(async () => {
  world = await createWorld()
  app = createApp(world.platform, [...features, { name: 'test', routes: trialRoutes }])
})
afterAll(() => world.close())
let hour = 0
// Each test has its hour: no code was used in it, nobody was counted.
beforeEach(async () => {
  world.setNow(WORLD_NOW.add({ hours: ++hour }))
  await world.db.inDirectory((tx) => tx.deleteFrom('directory.loginThrottle').execute())
})

const trialEvents = declareEvents('operator', { rename: { fr: 'Essai', en: 'Trial' } })

/** For tests: an operator's form that changes their own identifier. */
function trialRoutes(): Routes {
  const routes = createRoutes()
  routes.operator.form(HERE, {
    summary: 'Change an identifier',
    limit: perAddress(SENDS, 'hour'),
    form: z.object({ identifier: z.string().min(1).max(40) }),
    load: async ({ view }) => ({ identifier: view.identifier }),
    async act({ tx, accountId, record }, { identifier }) {
      await tx.updateTable('operator.account').set({ identifier }).where('id', '=', accountId).execute()
      record(trialEvents.rename, accountId)
      return identifier === 'pris' ? ({ refused: 'taken' } as const satisfies Refused) : { identifier }
    },
    page: ({ identifier }, { frame }, attempt) => (
      <PlainLayout lang={frame.lang} theme={frame.theme} title="Essai">
        <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
        <Form action={HERE} frame={frame}>
          <TextField
            name="identifier"
            label="Identifiant"
            value={attempt?.value('identifier') ?? identifier}
            error={attempt?.error('identifier')}
          />
        </Form>
        <p>{frame.toast?.message}</p>
      </PlainLayout>
    ),
    done: ({ identifier }) => ({
      location: HERE,
      toast: { message: 'C’est changé.' },
      json: { identifier },
    }),
    explain: () => ({ status: 409, errors: [{ field: 'identifier', message: 'Déjà pris.' }] }),
  })
  return routes
}

async function newCode(identifier: string): Promise<string> {
  const made = await createOperator(world.platform, identifier)
  if ('refused' in made) throw new Error(made.refused)
  return made.code
}

const codeFor = (secret: string) =>
  generate({ secret, epoch: Math.floor(world.platform.clock().epochMilliseconds / 1000) })

/** From the console's code to the first page behind both factors. */
async function logInFirst(identifier: string): Promise<{ browser: Visitor; secret: string }> {
  const browser = createVisitor(app)
  const access = { identifier, code: await newCode(identifier), password: PASSWORD }
  const chosen = await browser.submit('/operateur/premier-acces', access)
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/operateur/connexion'])
  const sent = await browser.submit('/operateur/connexion', { identifier, password: PASSWORD })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/operateur/second-facteur'])
  const page = await readPage(browser.get('/operateur/second-facteur'))
  const secret = page.part('code').text().replaceAll(' ', '')
  const code = await codeFor(secret)
  const done = await browser.submit('/operateur/second-facteur', { code })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/operateur'])
  return { browser, secret }
}

describe('the login of whoever runs the installation', () => {
  test('goes from the console’s code to the home, and opens nothing before the second factor', async () => {
    const identifier = 'premiere@divan.test'
    const { browser } = await logInFirst(identifier)
    const home = await readPage(browser.get('/operateur'))
    expect(home.text()).toContain(`Vous êtes ${identifier}.`)
    expect(browser.lastCookies).toEqual([])
    const out = await browser.submit('/operateur', {}, '/operateur/deconnexion')
    expect([out.status, out.headers.get('location')]).toEqual([303, '/operateur/connexion'])
    expect(browser.cookies.has('divan_operator')).toBe(false)

    world.setNow(world.platform.clock().add({ minutes: 5 }))
    await browser.submit('/operateur/connexion', { identifier, password: PASSWORD })
    for (const path of ['/operateur', HERE]) {
      const refused = await browser.get(path)
      expect([refused.status, refused.headers.get('location')]).toEqual([303, '/operateur/connexion'])
    }
    expect((await browser.get('/operateur/second-facteur')).headers.get('location')).toBe('/operateur/code')
  })

  test('the console’s code works once, within a day, and only for its identifier', async () => {
    const code = await newCode('une-fois')
    await newCode('autre')
    const browser = createVisitor(app)
    const take = (identifier: string, more = {}) =>
      browser.postJson('/operateur/premier-acces', { identifier, code, password: PASSWORD, ...more })
    expect((await take('autre')).status).toBe(422)
    expect((await take('une-fois', { password: 'azerty' })).status).toBe(422)
    expect((await take('une-fois')).status).toBe(200)
    expect((await take('une-fois')).status).toBe(422)
    const late = await newCode('trop-tard')
    world.setNow(world.platform.clock().add({ hours: 24 }))
    expect((await take('trop-tard', { code: late })).status).toBe(422)
    expect(await createOperator(world.platform, 'Une-Fois ')).toEqual({ refused: 'taken' })
    expect(await renewOperator(world.platform, 'personne')).toEqual({ refused: 'unknown' })
  })

  test('a code of the application is good once, and a renewed access ends all there was', async () => {
    const { browser, secret } = await logInFirst('renouvelee')
    world.setNow(world.platform.clock().add({ minutes: 2 }))
    const code = await codeFor(secret)
    const second = createVisitor(app)
    await second.submit('/operateur/connexion', { identifier: 'renouvelee', password: PASSWORD })
    expect((await second.submit('/operateur/code', { code })).status).toBe(303)
    const third = createVisitor(app)
    await third.submit('/operateur/connexion', { identifier: 'renouvelee', password: PASSWORD })
    expect((await third.submit('/operateur/code', { code })).status).toBe(422)
    expect((await browser.get('/operateur')).status).toBe(200)
    await renewOperator(world.platform, 'renouvelee')
    for (const each of [browser, second]) expect((await each.get('/operateur')).status).toBe(303)
    const known = await third.postJson('/operateur/connexion', {
      identifier: 'renouvelee',
      password: PASSWORD,
    })
    expect(known.status).toBe(422)
  })

  test('says the same of a wrong password and an unknown identifier, and makes guessers wait', async () => {
    await logInFirst('devinee')
    const browser = createVisitor(app)
    const guess = (identifier: string) =>
      browser.postJson('/operateur/connexion', { identifier, password: 'Pas-Celui-La-42!' })
    const wrong = await guess('devinee')
    const unknown = await guess('inconnue')
    expect([wrong.status, await wrong.json()]).toEqual([unknown.status, await unknown.json()])
    for (let n = 0; n < 4; n++) await guess('devinee')
    const waiting = await guess('devinee')
    expect(waiting.status).toBe(429)
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('lasts a working day at most, and half an hour unused', async () => {
    const { browser } = await logInFirst('fatiguee')
    const start = world.platform.clock()
    for (let minutes = 0; minutes < 8 * 60 - 20; minutes += 20) {
      world.setNow(start.add({ minutes }))
      expect((await browser.get('/operateur')).status, `${minutes}`).toBe(200)
    }
    world.setNow(start.add({ hours: 8 }))
    expect((await browser.get('/operateur')).status).toBe(303)
    const idle = await logInFirst('oisive')
    world.setNow(world.platform.clock().add({ minutes: 30 }))
    expect((await idle.browser.get('/operateur')).status).toBe(303)
  })

  test('is another than the practices’: neither’s cookie opens the other’s pages', async () => {
    const { browser } = await logInFirst('ailleurs')
    expect((await browser.get('/patients')).headers.get('location')).toContain('/connexion')
    const token = browser.cookies.get('divan_operator') ?? ''
    const crossed = createVisitor(app)
    crossed.cookies.set('divan_session', token)
    expect((await crossed.get('/patients')).status).toBe(303)
    crossed.cookies.set('divan_operator', world.alice.cookie.split('=')[1] ?? '')
    expect((await crossed.get('/operateur')).status).toBe(303)
    const json = await createVisitor(app).get('/operateur', { accept: 'application/json' })
    expect(json.status).toBe(401)
  })

  test('keeps neither password, code, secret nor token readable', async () => {
    const { browser, secret } = await logInFirst('secrete')
    const token = browser.cookies.get('divan_operator') ?? ''
    const everything = await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query<{ text: string }>(
        'select row_to_json(a)::text as text from operator.account a union all select row_to_json(s)::text from operator.session s',
      )
      return rows.map(({ text }) => text).join()
    })
    expect(everything).toContain('$argon2id$')
    for (const each of [PASSWORD, secret, token]) expect(everything).not.toContain(each)
    expect(world.logLines.join()).not.toContain('secrete')
  })
})

describe('an operator’s form', () => {
  test('wants its session’s token, and leads on with a sentence', async () => {
    const { browser } = await logInFirst('formulaire')
    expect((await browser.post(HERE, { identifier: 'volee' })).status).toBe(403)
    expect(
      (await browser.post(HERE, { identifier: 'volee', _csrf: browser.cookies.get('divan_form') ?? '' }))
        .status,
    ).toBe(403)
    expect(
      (await browser.postJson(HERE, { identifier: 'volee' }, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403)
    const sent = await browser.submit(HERE, { identifier: 'formulaire-2' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, HERE])
    const page = await readPage(browser.get(HERE))
    expect([page.field('identifier').value, page.text()]).toEqual([
      'formulaire-2',
      expect.stringContaining('C’est changé.'),
    ])
  })

  test('repeated answers the first result; refused comes back filled in and keeps nothing', async () => {
    const { browser } = await logInFirst('repetee')
    const submissionId = newId()
    const refused = await browser.submit(HERE, { identifier: 'pris', submissionId })
    expect(refused.status).toBe(409)
    const page = await readPage(refused)
    expect([page.field('identifier').value, page.text()]).toEqual([
      'pris',
      expect.stringContaining('Déjà pris.'),
    ])
    expect((await readPage(browser.get(HERE))).field('identifier').value).toBe('repetee')
    for (let n = 0; n < 2; n++) {
      const sent = await browser.submit(HERE, { identifier: 'repetee-2', submissionId })
      expect([sent.status, sent.headers.get('location')]).toEqual([303, HERE])
    }
    const other = await logInFirst('curieuse')
    const stolen = await other.browser.submit(HERE, { identifier: 'curieuse-2', submissionId })
    expect(stolen.status).toBe(409)
  })

  test('has its JSON twin and its limit', async () => {
    const { browser } = await logInFirst('jumelle')
    expect(await (await browser.get(HERE, { accept: 'application/json' })).json()).toEqual({
      identifier: 'jumelle',
    })
    const invalid = await browser.postJson(HERE, { identifier: '' })
    expect([invalid.status, invalid.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    for (let n = 1; n < SENDS; n++) {
      const sent = await browser.postJson(HERE, { identifier: `jumelle-${n}` })
      expect(await bodyOf(sent)).toEqual({ identifier: `jumelle-${n}` })
    }
    const waiting = await browser.submit(HERE, { identifier: 'jumelle-9' })
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '720'])
    expect((await readPage(waiting)).field('identifier').value).toBe('jumelle-9')
    expect((await browser.postJson(HERE, { identifier: 'jumelle-9' })).status).toBe(429)
  })

  test('stands in the operator’s own trail, which is intact until somebody changes it', async () => {
    const { browser } = await logInFirst('tracee')
    await browser.submit(HERE, { identifier: 'pris' })
    await browser.submit(HERE, { identifier: 'tracee-2' })
    const events = await world.db.inOperator((tx) =>
      tx.selectFrom('operator.auditEvent').select(['action', 'accountId']).orderBy('seq').execute(),
    )
    expect(events.slice(-5).map(({ action }) => action)).toEqual([
      'operator.create',
      'operator.take-access',
      'operator.enrol',
      'operator.log-in',
      'operator.rename',
    ])
    expect(events.at(-1)?.accountId).toBe(events.at(-2)?.accountId)
    expect(await world.db.inOperator(findOperatorAuditFault)).toBeUndefined()
    const seq = events.length - 1
    await asOwner(world.database.owner, (admin) =>
      admin.query(`update operator.audit_event set at = at + interval '1 second' where seq = $1`, [seq]),
    )
    expect(await world.db.inOperator(findOperatorAuditFault)).toBe(seq)
  })

  test('is described with its surface and what opens it', async () => {
    type Api = { paths: Record<string, Record<string, { tags: string[]; security: object[] }>> }
    const { paths } = await bodyOf<Api>(await app.hono.request('/openapi.json'))
    expect(paths[HERE]?.['post']).toMatchObject({ tags: ['operator'], security: [{ operator: [] }] })
    expect(paths['/operateur/connexion']?.['post']).toMatchObject({ tags: ['operator'], security: [] })
  })
})
