import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { readHtml, readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { createVisitor } from '#test/worlds/visitor.ts'
import { prepareFirstSteps } from './code.ts'
import { slugOf } from './take-first-steps.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A database without any practice, as at the very first start. */
async function emptyHouse(): Promise<void> {
  await asOwner(world.database.owner, async (admin) => {
    await admin.query(`set session_replication_role = replica; delete from directory.practice; delete from directory.login;
      update directory.installation set first_steps_done_at = null, first_steps_code_hash = null`)
  })
}

const form = {
  practiceName: 'Cabinet O’Neil <b>',
  department: '974',
  timeZone: '',
  displayName: 'Ângela-Zoë O’Neil 李',
  profession: 'Psychologue',
  identifier: 'Angela@Exemple.fr',
  password: 'Une-Longue-Phrase-7',
}

test('are over once a practice exists: the page is gone and no code is made', async () => {
  expect((await createVisitor(world.app).get('/premiers-pas')).status).toBe(404)
  expect(await prepareFirstSteps(world.platform)).toBeUndefined()
})

describe('while there is no practice', () => {
  beforeEach(emptyHouse)

  test('every door leads there', async () => {
    const visitor = createVisitor(world.app)
    expect((await visitor.get('/')).headers.get('location')).toBe('/premiers-pas')
    expect((await visitor.get('/connexion')).headers.get('location')).toBe('/premiers-pas')
    expect((await visitor.get('/premiers-pas')).status).toBe(200)
  })

  test('a wrong code, a former one or none is refused, and the form comes back filled', async () => {
    const former = await prepareFirstSteps(world.platform)
    const code = await prepareFirstSteps(world.platform)
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const visitor = createVisitor(world.app)
    for (const wrong of [former ?? '', 'AAAA-AAAA-AAAA', '']) {
      const answer = await visitor.submit('/premiers-pas', { ...form, code: wrong })
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(readHtml(html).field('code').error).toMatch(/./)
      expect(readHtml(html).field('practiceName').value).toBe('Cabinet O’Neil <b>')
      expect(html).not.toContain(form.password)
    }
  })

  test('a weak password, an unknown department or zone is refused at its field', async () => {
    const code = (await prepareFirstSteps(world.platform)) ?? ''
    const visitor = createVisitor(world.app)
    for (const [field, value] of [
      ['password', 'azertyuiop'],
      ['password', 'Angela-Angela-77!'],
      ['department', '99'],
      ['department', ''],
      ['timeZone', 'Mars/Olympus'],
      ['displayName', 'x'.repeat(301)],
    ] as const) {
      const answer = await visitor.submit('/premiers-pas', { ...form, code, [field]: value })
      expect(answer.status, field).toBe(422)
      expect((await readPage(answer)).field(field).error, field).toMatch(/./)
    }
  })

  test('the code of the console opens the practice, once, exactly as typed', async () => {
    const code = (await prepareFirstSteps(world.platform)) ?? ''
    const visitor = createVisitor(world.app)
    const answer = await visitor.submit('/premiers-pas', {
      ...form,
      code: code.toLowerCase().replaceAll('-', ' '),
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/parametres/cle')
    const cabinet = await (await visitor.get('/parametres/cabinet', { accept: 'application/json' })).json()
    expect(cabinet).toMatchObject({
      name: form.practiceName,
      practitionerName: form.displayName,
      department: '974',
      timeZone: 'Indian/Reunion',
    })
    const key = await (await visitor.get('/parametres/cle')).text()
    expect(key).toContain('master.key')
    expect((await visitor.get('/premiers-pas')).status).toBe(404)
    expect((await createVisitor(world.app).postJson('/premiers-pas', { ...form, code })).status).toBe(404)
    const again = await createVisitor(world.app).postJson('/connexion', {
      identifier: 'angela@exemple.fr',
      password: form.password,
    })
    expect(again.status).toBe(200)
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query(
        'select first_steps_code_hash as hash, first_steps_done_at as done from directory.installation',
      )
      expect(rows[0].hash).toBeNull()
      expect(rows[0].done).not.toBeNull()
    })
  })

  test('of ten who try the code at once, one opens a practice', async () => {
    const code = (await prepareFirstSteps(world.platform)) ?? ''
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        createVisitor(world.app).postJson('/premiers-pas', {
          ...form,
          code,
          identifier: `n${index}@exemple.fr`,
          practiceName: `N ${index}`,
        }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query('select count(*)::int as count from directory.practice')
      expect(rows[0].count).toBe(1)
    })
  })
})

test('the booking address is made of plain letters', () => {
  expect(slugOf('Cabinet Ângela-Zoë O’Neil')).toBe('cabinet-angela-zoe-oneil')
  expect(slugOf('李')).toBe('cabinet')
  expect(slugOf('  -- <b> --')).toBe('b')
})
