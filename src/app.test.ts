import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const upload = (bytes: number, headers: Record<string, string>) => {
  const form = new FormData()
  form.append('_csrf', world.alice.csrf)
  form.append('file', new Blob([new Uint8Array(bytes)]), 'patients.csv')
  return world.app.hono.request('/patients/import', {
    method: 'POST',
    body: form,
    headers: { cookie: world.alice.cookie, ...headers },
  })
}

describe('what is too large', () => {
  test('leads a page back to its form, which says so', async () => {
    const answer = await upload(13_000_000, {
      accept: 'text/html',
      referer: 'http://localhost/patients/import',
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/patients/import?erreur=taille'])
    for (const path of ['/patients/import', '/agenda/import']) {
      expect(await (await world.alice.get(`${path}?erreur=taille`)).text()).toContain('10 Mo')
    }
  })

  test('is 413 for a client, with or without an announced length', async () => {
    expect((await upload(13_000_000, { accept: 'application/json' })).status).toBe(413)
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000).fill(32)),
    })
    const answer = await world.app.hono.request('/patients', {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { cookie: world.alice.cookie, accept: 'application/json', 'content-type': 'application/json' },
    } as RequestInit)
    expect(answer.status).toBe(413)
  })

  test('is 413 for a stranger who sends a megabyte, or as many fields as the bytes allow', async () => {
    const flood = (accept: string, fields = 49_000) =>
      world.app.hono.request('/connexion', {
        method: 'POST',
        body: 'a&'.repeat(fields),
        headers: { accept, 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await flood('text/html', 500_000)).status).toBe(413)
    const page = await flood('text/html')
    expect([page.status, await page.text()]).toEqual([413, expect.stringContaining('plus de 3000 champs')])
    const json = await flood('application/json')
    expect([json.status, json.headers.get('content-type')]).toEqual([413, 'application/problem+json'])
    expect(await json.json()).toMatchObject({ status: 413, title: expect.stringContaining('champs') })
  })
})

test('pages carry the policy, are kept nowhere, and name what may be fetched ahead', async () => {
  const { headers } = await world.alice.get('/agenda')
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/)
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|nonce/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('speculation-rules')).toBe('"/precharge.json"')
  const rules = await (await world.app.hono.request('/precharge.json')).text()
  expect(rules).not.toContain('patients')
})

test('what anyone may keep may do nothing by itself; whatever else is answered has the policy', async () => {
  const kept = (await world.app.hono.request('/precharge.json')).headers
  expect(kept.get('x-content-type-options')).toBe('nosniff')
  expect(kept.get('content-security-policy')).toBe("default-src 'none'")
  expect(kept.get('permissions-policy')).toBeNull()
  for (const path of ['/nulle-part', '/healthz', '/connexion', '/assets/none.svg']) {
    const { headers } = await world.app.hono.request(path)
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control'), path).toBe('no-store')
  }
})

test('a page fetched ahead leaves the toast to the page that is shown', async () => {
  const made = await world.alice.post('/patients', { lastName: 'Essai', firstName: 'Toast' })
  const toast =
    made.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('divan_toast'))
      ?.split(';')[0] ?? ''
  const cookie = `${world.alice.cookie}; ${toast}`
  const ahead = await world.alice.get('/agenda', { cookie, 'sec-purpose': 'prefetch' })
  expect(ahead.headers.getSetCookie()).toEqual([])
  const shown = await world.alice.get('/agenda', { cookie })
  expect(shown.headers.getSetCookie().join()).toMatch(/divan_toast=;/)
})
