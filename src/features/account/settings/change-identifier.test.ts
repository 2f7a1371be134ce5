import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listWaitingMessages } from '#src/platform/messages/index.ts'
import { readPage } from '#test/page/read-page.ts'
import { PASSWORD, type World, WORLD_NOW, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.setNow(WORLD_NOW))
afterAll(() => world.close())

const change = (identifier: string, password = PASSWORD, who = world.alice): Promise<Response> =>
  who.post('/parametres/compte/identifiant', { identifier, password })

async function canLogIn(identifier: string): Promise<boolean> {
  const answer = await world.app.hono.request('/connexion', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password: PASSWORD }),
  })
  return answer.status === 200
}

describe('another login name', () => {
  test('logs in from then on, and the former one no more; its address is told, and the journal', async () => {
    const answer = await change('  Docteur.Martin@Exemple.FR ')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/parametres/compte'])
    expect(await canLogIn('docteur.martin@exemple.fr')).toBe(true)
    expect(await canLogIn('alice@divan.test')).toBe(false)
    const page = await readPage(world.alice.get('/parametres/compte'))
    expect(page.field('identifier').value).toBe('docteur.martin@exemple.fr')
    const told = await listWaitingMessages(world.platform)
    expect(told).toMatchObject([{ recipient: 'alice@divan.test', purpose: 'identifier-changed' }])
    expect(told[0]?.body).not.toContain('docteur.martin')
    expect(await (await world.alice.get('/journal')).text()).toContain('Changement de l’identifiant')
    expect((await change('alice@divan.test')).status).toBe(303)
    expect(await canLogIn('alice@divan.test')).toBe(true)
  })

  test('is refused when another practice has it, and what was typed comes back', async () => {
    const answer = await change('BOB@divan.test')
    expect(answer.status).toBe(409)
    const page = await readPage(answer)
    expect(page.field('identifier')).toMatchObject({
      value: 'BOB@divan.test',
      error: 'Cet identifiant est déjà pris.',
    })
    expect(page.field('displayName').value).toBe('Alice Martin')
    expect(await canLogIn('bob@divan.test')).toBe(true)
    expect(await canLogIn('alice@divan.test')).toBe(true)
  })

  test('is refused when it is empty, or when the password says it', async () => {
    expect((await change('   ')).status).toBe(422)
    const answer = await change('divan')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Votre mot de passe contient cet identifiant')
  })

  test('of two who want one name at once, one gets it', async () => {
    const answers = await Promise.all([
      change('libre@divan.test'),
      change('libre@divan.test', PASSWORD, world.bob),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
    await Promise.all([change('alice@divan.test'), change('bob@divan.test', PASSWORD, world.bob)])
  })
})

describe('the password asked again', () => {
  test('after five wrong ones waits, also for the right one, in this session alone', async () => {
    for (let times = 0; times < 5; times++) {
      const wrong = await change('neuf@divan.test', 'pas le bon')
      expect(wrong.status).toBe(422)
      expect(await wrong.text()).toContain('Ce n’est pas votre mot de passe actuel.')
    }
    const waiting = await change('neuf@divan.test')
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '30'])
    const page = await readPage(waiting)
    expect(page.text()).toContain('Trop d’essais')
    expect(page.field('identifier').value).toBe('neuf@divan.test')
    const elsewhere = { currentPassword: PASSWORD, newPassword: `${PASSWORD}-2` }
    expect((await world.alice.post('/parametres/securite/mot-de-passe', elsewhere)).status).toBe(429)
    expect((await change('bob@divan.test', PASSWORD, world.bob)).status).toBe(303)
    expect(await canLogIn('alice@divan.test')).toBe(true)

    world.setNow(WORLD_NOW.add({ seconds: 31 }))
    expect((await change('alice@divan.test')).status).toBe(303)
    expect((await change('alice@divan.test', 'pas le bon')).status).toBe(422)
    expect((await change('alice@divan.test')).status).toBe(303)
  })

  test('of twenty wrong ones at once tries five', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => change('alice@divan.test', 'pas le bon', world.bob)),
    )
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(15)
    expect(await (await world.bob.get('/journal')).text()).toContain(
      'Mot de passe refusé dans les paramètres',
    )
  })

  test('a form left empty counts for nothing', async () => {
    world.setNow(WORLD_NOW.add({ hours: 1 }))
    for (let times = 0; times < 9; times++) expect((await change('alice@divan.test', '')).status).toBe(422)
    expect((await change('alice@divan.test')).status).toBe(303)
  })
})

test('a token of the API cannot change it', async () => {
  const made = await world.alice.postJson('/parametres/securite/jetons', { name: 'Comptable' })
  const { token } = made.body as { token: string }
  const answer = await world.app.hono.request('/parametres/compte/identifiant', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ identifier: 'jeton@divan.test', password: PASSWORD }),
  })
  expect(answer.status).toBe(403)
})
