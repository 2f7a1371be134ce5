import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { type FeedWorld, HERE, createFeedWorld } from '#test/worlds/feed.ts'

let world: FeedWorld
beforeAll(async () => {
  world = await createFeedWorld()
})
afterAll(() => world.close())

describe('a private calendar address', () => {
  test('is shown once, to be read without login, and its token is kept nowhere', async () => {
    const page = await world.alice.post(HERE, { name: 'Mon téléphone', titles: 'initials' })
    expect(page.status).toBe(200)
    const html = await page.text()
    const url = /http:\/\/localhost:3000(\/calendrier\/[^"]+\.ics)/.exec(html)
    expect(html).toContain('webcal://localhost:3000/calendrier/')
    const path = url?.[1] ?? ''
    const feed = await world.read(path)
    expect(feed.status).toBe(200)
    expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(await feed.text()).toContain('\r\nX-WR-CALNAME:Mon téléphone\r\n')

    const list = await (await world.alice.get(HERE)).text()
    expect(list).toContain('Mon téléphone')
    const secret = path.slice('/calendrier/'.length + 4, -'.ics'.length)
    expect(secret).toHaveLength(18)
    expect(list).not.toContain(secret)
    const json = (await world.alice.json(HERE)).body as { items: object[]; next: null }
    expect(json.items[0]).toMatchObject({ name: 'Mon téléphone', titles: 'initials' })
    expect(JSON.stringify(json)).not.toContain(secret)
    const rows = await asOwner(world.database.owner, (admin) =>
      admin.query(
        'select array_to_string(array_agg(f::text), chr(10)) as feeds, array_to_string(array_agg(l::text), chr(10)) as links from calendar_feed f, link l',
      ),
    )
    expect(JSON.stringify(rows.rows)).not.toContain(secret)
  })

  test('stands in no log, found or not, read or failing', async () => {
    const { path } = await world.makeFeed(world.alice, 'initials')
    const secret = path.slice('/calendrier/'.length + 4, -'.ics'.length)
    await world.read(path)
    await world.read(path.replace(secret, `${secret.slice(0, 17)}-`))
    await asOwner(world.database.owner, (admin) => admin.query('alter table appointment rename to hidden'))
    const failing = await world.read(path)
    await asOwner(world.database.owner, (admin) => admin.query('alter table hidden rename to appointment'))
    expect(failing.status).toBe(500)
    expect(world.logLines.length).toBeGreaterThan(0)
    expect(world.logLines.join('\n')).not.toContain(secret.slice(0, 16))
  })

  test.each([
    '/calendrier/x.ics',
    `/calendrier/${newId()}.${'a'.repeat(43)}.ics`,
    `/calendrier/${'a'.repeat(22)}.ics`,
    `/calendrier/${newId()}.ics`,
    '/calendrier/%00.ics',
  ])('that is none answers 404 in plain words: %s', async (path) => {
    const answer = await world.read(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(await answer.text()).toBe('Il n’y a pas de calendrier à cette adresse.')
  })

  test('of before practices had codes goes on being read', async () => {
    const { id, path } = await world.makeFeed(world.alice, 'initials', 'Ancienne')
    const secret = 'b'.repeat(43)
    await asOwner(world.database.owner, (admin) =>
      admin.query('update link set token_hash = $1 where subject_id = $2', [
        createHash('sha256').update(secret).digest(),
        id,
      ]),
    )
    const former = await world.read(`/calendrier/${world.alice.practiceId}.${secret}.ics`)
    expect([former.status, await former.text()]).toEqual([200, expect.stringContaining('Ancienne')])
    expect((await world.read(`/calendrier/${world.bob.practiceId}.${secret}.ics`)).status).toBe(404)
    expect((await world.read(path)).status).toBe(404)
  })

  test('is revoked for good, once the word is typed, and by its owner alone', async () => {
    const { id, path } = await world.makeFeed(world.alice, 'busy', 'Tablette')
    const revocation = `${HERE}/${id}/revocation`
    for (const answer of [
      await world.bob.get(revocation),
      await world.bob.post(revocation, { confirmation: 'RÉVOQUER' }),
      await world.alice.get(`${HERE}/${newId()}/revocation`),
      await world.alice.get(`${HERE}/12/revocation`),
    ]) {
      expect(answer.status).toBe(404)
    }
    expect(await (await world.alice.get(revocation)).text()).toContain('«\u00a0Tablette\u00a0»')
    const wrong = await world.alice.post(revocation, { confirmation: 'oui' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Écrivez le mot tel quel.')
    expect((await world.read(path)).status).toBe(200)

    const right = await world.alice.post(revocation, { confirmation: 'RÉVOQUER' })
    expect([right.status, right.headers.get('location')]).toEqual([303, HERE])
    const gone = await world.read(path)
    expect([gone.status, await gone.text()]).toEqual([410, 'Cette adresse de calendrier a été révoquée.'])
    expect((await world.alice.get(revocation)).status).toBe(404)
    const { items } = (await world.alice.json(HERE)).body as { items: { id: string }[] }
    expect(items.map((item) => item.id)).not.toContain(id)
    const journal = await (await world.alice.get('/journal')).text()
    expect(journal).toContain('Révocation d’une adresse de calendrier')
  })

  test('is made by a person in a browser, not by a token', async () => {
    const made = await world.alice.postJson('/parametres/securite/jetons', {
      name: 'robot',
      expiresInDays: 0,
    })
    expect(made.status).toBe(201)
    const { token } = made.body as { token: string }
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    }
    expect((await world.read(HERE, headers)).status).toBe(200)
    const body = JSON.stringify({ titles: 'busy' })
    const asked = await world.app.hono.request(HERE, { method: 'POST', headers, body })
    expect(asked.status).toBe(403)
  })

  test('with unknown titles or too long a name is refused, and nothing typed is lost', async () => {
    const refused = await world.alice.postJson(HERE, { titles: 'everything' })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ errors: [{ field: 'titles' }] })
    const page = await world.alice.post(HERE, { name: 'x'.repeat(101), titles: 'busy' })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('x'.repeat(101))
  })

  test('twenty are enough', async () => {
    for (let n = 0; n < 20; n++) await world.makeFeed(world.bob, 'busy')
    const refused = await world.bob.postJson(HERE, { titles: 'busy' })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ title: expect.stringContaining('révoquez') })
  })
})

describe('asked again', () => {
  test('the unchanged answers 304, by tag or by date; a change answers the new', async () => {
    const { id, path } = await world.makeFeed(world.alice, 'initials')
    const first = await world.read(path)
    const tag = first.headers.get('etag') ?? ''
    const date = first.headers.get('last-modified') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/)
    expect(date).toBe('Sun, 22 Nov 2026 20:00:00 GMT')
    world.setNow('2026-11-22T20:40:00Z')
    for (const headers of [
      { 'if-none-match': tag },
      { 'if-none-match': `"x", ${tag.slice(2)}` },
      { 'if-modified-since': date },
    ]) {
      const again = await world.read(path, headers)
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
      expect(again.headers.get('last-modified')).toBe(date)
    }
    expect((await world.read(path, { 'if-none-match': '"x"', 'if-modified-since': date })).status).toBe(200)
    const { items } = (await world.alice.json(HERE)).body as { items: { id: string; lastReadAt: string }[] }
    expect(items.find((item) => item.id === id)?.lastReadAt).toBe('2026-11-22T21:40:00+01:00')

    await world.book('2027-01-05T10:00')
    const changed = await world.read(path, { 'if-none-match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 20:40:00 GMT')
    // A second change within the same second is later all the same.
    await world.book('2027-01-05T11:00')
    const twice = await world.read(path, { 'if-modified-since': 'Sun, 22 Nov 2026 20:40:00 GMT' })
    expect([twice.status, twice.headers.get('last-modified')]).toEqual([200, 'Sun, 22 Nov 2026 20:40:01 GMT'])
    world.setNow('2026-11-22T20:00:00Z')
  })
})
