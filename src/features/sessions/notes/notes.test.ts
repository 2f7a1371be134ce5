import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { asOwner } from '#src/db/prepare.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { saveNote } from '../index.ts'
import { MAX_NOTE_LENGTH } from '../rules.ts'
import { insertPatient, insertSession } from '../test-people.ts'

let world: World
let patientId: string
let sessionId: string
beforeAll(async () => {
  world = await createWorld()
  patientId = await insertPatient(world.alice, 'Ângela-Zoë')
})
beforeEach(async () => {
  world.setNow(WORLD_NOW)
  sessionId = await insertSession(world.alice, patientId)
})
afterAll(() => world.close())

const address = (rest = ''): string => `/seances/${sessionId}${rest}`

interface NoteJson {
  note: { text: string; version: number }
  drafts: { id: string; text: string }[]
}
async function note(): Promise<NoteJson> {
  const { body } = await world.alice.json(address())
  return body
}

/** What the island does: the whole form, asking for JSON. */
async function autosave(editorId: string, version: number, text: string, more: Record<string, string> = {}) {
  const form = new URLSearchParams({
    _csrf: world.alice.csrf,
    editorId,
    version: String(version),
    text,
    ...more,
  })
  const answer = await world.app.hono.request(address('/brouillon'), {
    method: 'POST',
    headers: {
      cookie: world.alice.cookie,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  })
  return { status: answer.status, body: (await answer.json()) as { version: number; savedAtLabel?: string } }
}

/** What the browser does when the page goes away: the same form, asking for nothing. */
async function leave(editorId: string, version: number, text: string, more: Record<string, string> = {}) {
  const form = new URLSearchParams({
    _csrf: world.alice.csrf,
    editorId,
    version: String(version),
    text,
    ...more,
  })
  return world.app.hono.request(address('/brouillon'), {
    method: 'POST',
    headers: {
      cookie: world.alice.cookie,
      accept: '*/*',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  })
}

async function save(editorId: string, version: number, text: string, more: Record<string, string> = {}) {
  return world.alice.post(address('/notes'), { editorId, version: String(version), text, ...more })
}

async function versions(): Promise<{ version: number; reason: string }[]> {
  const { body } = await world.alice.json(address('/versions'))
  return (body as { items: { version: number; reason: string }[] }).items
}

async function auditOf(action: string): Promise<number> {
  return world.alice.work(async ({ tx }) => {
    const rows = await tx
      .selectFrom('auditEvent')
      .select('id')
      .where('action', '=', action)
      .where('subjectId', '=', sessionId)
      .execute()
    return rows.length
  })
}

describe('saving by button, without scripts', () => {
  test('makes versions, and the same text twice is one', async () => {
    const first = await save(newId(), 0, 'Anamnèse.')
    expect([first.status, first.headers.get('location')]).toEqual([303, address()])
    await save(newId(), 1, 'Anamnèse.\r\nRêve du train.')
    await save(newId(), 2, 'Anamnèse.\nRêve du train.')
    expect((await note()).note).toMatchObject({ text: 'Anamnèse.\nRêve du train.', version: 2 })
    expect((await versions()).map((line) => line.version)).toEqual([2, 1])
  })

  test('the page offers the form that does it', async () => {
    await world.alice.work((work) => saveNote(work, sessionId, '\nAvec une ligne vide devant'))
    const page = await (await world.alice.get(address())).text()
    expect(page).toContain(`action="${address('/notes')}"`)
    expect(page).toContain('name="version" value="1"')
    // Browsers drop the first line break of a text area.
    expect(page).toContain('\n\nAvec une ligne vide devant</textarea>')
  })

  test.each([
    ['emoji', '😀👩‍👩‍👧‍👦 é e\u0301'],
    ['right to left', 'שלום — مرحبا بك\u200f'],
    ['markup', "<script>alert('x')</script> & </textarea> O'Neil =cmd()"],
    ['blanks', '  deux espaces  \n\n\tune tabulation\n  '],
  ])('keeps %s exactly as typed', async (_name, text) => {
    await save(newId(), 0, text)
    expect((await note()).note.text).toBe(text)
    const page = await (await world.alice.get(address())).text()
    expect(page).not.toContain('<script>alert')
    expect(page).toContain(text.includes('<') ? '&lt;/textarea&gt;' : text)
  })

  test('a text above the limit is refused in a sentence, comes back whole, and is kept as a draft', async () => {
    const long = 'x'.repeat(300_000)
    const editorId = newId()
    const refused = await save(editorId, 0, long)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(`${MAX_NOTE_LENGTH} caractères au plus`)
    expect(page).toContain(long)
    expect(page).toContain(`name="editorId" value="${editorId}"`)
    expect((await note()).note.version).toBe(0)
    expect((await note()).drafts.map((draft) => draft.text.length)).toEqual([300_000])
    expect((await save(newId(), 0, 'x'.repeat(MAX_NOTE_LENGTH))).status).toBe(303)
  })

  test('a repeated submission makes one version', async () => {
    const submissionId = newId()
    await save(newId(), 0, 'une fois', { submissionId })
    await save(newId(), 0, 'une fois', { submissionId })
    expect(await versions()).toHaveLength(1)
  })
})

describe('two tabs on one note', () => {
  test('the later save is refused with both texts shown; saving again replaces knowingly, and nothing is lost', async () => {
    const [first, second] = [newId(), newId()]
    expect((await save(first, 0, 'Le premier onglet.')).status).toBe(303)
    const refused = await save(second, 0, 'Le second onglet.')
    expect(refused.status).toBe(409)
    const page = await refused.text()
    expect(page).toContain('Le second onglet.</textarea>')
    expect(page).toContain('Version 1, enregistrée')
    expect(page).toMatch(/<ins[^>]*>.*premier/s)
    expect(page).toContain('name="version" value="1"')
    expect((await note()).drafts.map((draft) => draft.text)).toEqual(['Le second onglet.'])
    expect((await save(second, 1, 'Les deux onglets.')).status).toBe(303)
    expect(await note()).toMatchObject({ note: { text: 'Les deux onglets.', version: 2 }, drafts: [] })
    const { body } = await world.alice.json(address('/versions/1'))
    expect(body).toMatchObject({ text: 'Le premier onglet.' })
  })

  test('an autosave over someone else’s version answers 409 and still keeps the text', async () => {
    const [first, second] = [newId(), newId()]
    expect((await autosave(second, 0, 'Je tape…')).status).toBe(200)
    await save(first, 0, 'Enregistré ailleurs.')
    expect((await autosave(second, 0, 'Je tape encore.')).status).toBe(409)
    const state = await note()
    expect(state.note.text).toBe('Enregistré ailleurs.')
    expect(state.drafts.map((draft) => draft.text)).toEqual(['Je tape encore.'])
    // Leaving changes nothing: only a person may decide.
    await leave(second, 0, 'Je tape encore !')
    expect(await note()).toMatchObject({ note: { version: 1 }, drafts: [{ text: 'Je tape encore !' }] })
  })

  test('two autosaving tabs keep two drafts', async () => {
    await autosave(newId(), 0, 'un')
    await autosave(newId(), 0, 'deux')
    expect((await note()).drafts.map((draft) => draft.text).sort()).toEqual(['deux', 'un'])
  })

  test('simultaneous saves of one base: one wins, the others are told', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((text) => save(newId(), 0, text)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409, 409, 409])
    expect((await note()).note.version).toBe(1)
    expect((await note()).drafts).toHaveLength(3)
  })

  test('JSON clients read the conflict', async () => {
    await world.alice.postJson(address('/notes'), { text: 'un', version: 0 })
    const refused = await world.alice.postJson(address('/notes'), { text: 'deux', version: 0 })
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'stale', version: 1 }])
  })
})

describe('autosave', () => {
  test('writes one draft and one audit event per editing session', async () => {
    const editorId = newId()
    const answer = await autosave(editorId, 0, 'Premi')
    expect(answer.body).toMatchObject({ version: 0, savedAtLabel: 'Brouillon gardé à 21\u00a0h' })
    world.setNow('2026-11-22T20:00:04Z')
    await autosave(editorId, 0, 'Première phrase.', { submissionId: newId() })
    expect(await note()).toMatchObject({
      note: { version: 0, text: '' },
      drafts: [{ text: 'Première phrase.' }],
    })
    expect(await auditOf('note.edit')).toBe(1)
    expect(await auditOf('note.save')).toBe(0)
  })

  test('the same form’s submission id may come many times and still save', async () => {
    const [editorId, submissionId] = [newId(), newId()]
    await autosave(editorId, 0, 'a', { submissionId })
    await autosave(editorId, 0, 'ab', { submissionId })
    expect((await save(editorId, 0, 'abc', { submissionId })).status).toBe(303)
    expect(await note()).toMatchObject({ note: { text: 'abc', version: 1 }, drafts: [] })
  })

  test('ten minutes of writing leave a version, and the editor goes on without conflict', async () => {
    const editorId = newId()
    await autosave(editorId, 0, 'un')
    world.setNow('2026-11-22T20:09:59Z')
    expect((await autosave(editorId, 0, 'un deux')).body.version).toBe(0)
    world.setNow('2026-11-22T20:10:00Z')
    const tenth = await autosave(editorId, 0, 'un deux trois')
    expect(tenth.body).toMatchObject({ version: 1, savedAtLabel: 'Enregistré à 21\u00a0h\u00a010' })
    expect(await versions()).toMatchObject([{ version: 1, reason: 'interval' }])
    expect((await note()).drafts).toEqual([])
    // The answer was lost on the way: the editor still believes in version 0.
    world.setNow('2026-11-22T20:10:04Z')
    expect(await autosave(editorId, 0, 'un deux trois quatre')).toMatchObject({
      status: 200,
      body: { version: 1 },
    })
    world.setNow('2026-11-22T20:20:00Z')
    expect((await autosave(editorId, 1, 'cinq')).body.version).toBe(2)
    expect(await auditOf('note.edit')).toBe(1)
  })

  test('leaving the page makes the draft a version', async () => {
    const editorId = newId()
    await autosave(editorId, 0, 'Juste avant de')
    expect((await leave(editorId, 0, 'Juste avant de partir.')).status).toBe(200)
    expect(await note()).toMatchObject({ note: { text: 'Juste avant de partir.', version: 1 }, drafts: [] })
    expect(await versions()).toMatchObject([{ reason: 'leave' }])
    // Back through the browser's cache: the same open page goes on.
    expect((await autosave(editorId, 0, 'Et de retour.')).status).toBe(200)
    await leave(editorId, 0, 'Juste avant de partir.')
    expect((await note()).note.version).toBe(1)
  })

  test('a beacon that says so in a field leaves too', async () => {
    await autosave(newId(), 0, 'au revoir', { leaving: 'on' })
    expect(await note()).toMatchObject({ note: { version: 1 }, drafts: [] })
  })

  test('an autosave that arrives after the save does not bring the draft back', async () => {
    const editorId = newId()
    await save(editorId, 0, 'Texte.')
    expect((await autosave(editorId, 0, 'Texte.')).status).toBe(200)
    expect((await note()).drafts).toEqual([])
  })

  test('needs the form’s token', async () => {
    const answer = await world.app.hono.request(address('/brouillon'), {
      method: 'POST',
      headers: { cookie: world.alice.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ editorId: newId(), version: '0', text: 'x' }).toString(),
    })
    expect(answer.status).toBe(403)
  })

  test('an editor of one session cannot write in another', async () => {
    const editorId = newId()
    await autosave(editorId, 0, 'ici')
    const other = await insertSession(world.alice, patientId)
    sessionId = other
    expect((await autosave(editorId, 0, 'ailleurs')).status).toBe(404)
  })
})

describe('drafts found on opening', () => {
  test('one’s own is simply gone on with, and closed by saving', async () => {
    const lost = newId()
    world.setNow('2026-11-22T09:42:00Z')
    await autosave(lost, 0, 'Phrase perdue.')
    world.setNow(WORLD_NOW)
    const page = await (await world.alice.get(address())).text()
    expect(page).toContain('Phrase perdue.</textarea>')
    expect(page).toContain('Brouillon gardé aujourd’hui à 10\u00a0h\u00a042')
    expect(page).not.toContain('n’a pas été enregistré')
    const resumes = /name="resumes" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const editorId = /name="editorId" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(editorId).not.toBe(lost)
    expect((await save(editorId, 0, 'Phrase retrouvée.', { resumes })).status).toBe(303)
    expect(await note()).toMatchObject({ note: { text: 'Phrase retrouvée.' }, drafts: [] })
  })

  test('of two, the newest is gone on with and the other offered with its time', async () => {
    world.setNow('2026-11-21T09:42:00Z')
    await autosave(newId(), 0, 'Hier.')
    world.setNow(WORLD_NOW)
    await autosave(newId(), 0, 'Ce soir.')
    const page = await (await world.alice.get(address())).text()
    expect(page).toContain('Ce soir.</textarea>')
    expect(page).toContain('Un brouillon gardé le 21 nov. à 10\u00a0h\u00a042 n’a pas été enregistré.')
  })

  test('a colleague’s is offered, not gone on with', async () => {
    const draftId = newId()
    await autosave(draftId, 0, 'D’une autre main.')
    await asOwner(world.database.owner, async (owner) => {
      await owner.query(
        'insert into user_account select (jsonb_populate_record(u, $1)).* from user_account u where id = $2',
        [JSON.stringify({ id: newId(), identifier: 'collegue@divan.test' }), world.alice.userId],
      )
      await owner.query(
        `update note_draft set user_id = (select id from user_account where identifier = 'collegue@divan.test') where id = $1`,
        [draftId],
      )
    })
    const page = await (await world.alice.get(address())).text()
    expect(page).not.toContain('D’une autre main.</textarea>')
    expect(page).toContain('n’a pas été enregistré')
  })

  test('one that was gone on with is set aside with what was written on, and comes back whole', async () => {
    const [first, second] = [newId(), newId()]
    await autosave(first, 0, 'Début.')
    await autosave(second, 0, 'Début, et la suite.', { resumes: `${first}@${WORLD_NOW.toString()}` })
    const set = await world.alice.post(address(`/brouillons/${first}/suppression`), { editorId: second })
    expect(set.status).toBe(303)
    expect((await note()).drafts).toEqual([])
    await world.alice.post(address(`/brouillons/${second}/retablissement`), {})
    expect((await note()).drafts.map((draft) => draft.text)).toEqual(['Début, et la suite.'])
  })

  test('a draft that went on elsewhere after being resumed stays', async () => {
    const open = newId()
    await autosave(open, 0, 'début')
    const resumed = await (await world.alice.get(address(`?brouillon=${open}`))).text()
    const resumes = /name="resumes" value="([^"]+)"/.exec(resumed)?.[1] ?? ''
    world.setNow('2026-11-22T20:00:05Z')
    await autosave(open, 0, 'début, puis la suite dans l’autre onglet')
    await save(newId(), 0, 'repris', { resumes })
    expect((await note()).drafts.map((draft) => draft.text)).toEqual([
      'début, puis la suite dans l’autre onglet',
    ])
  })

  test('a draft begun before the present version is shown beside it', async () => {
    const old = newId()
    await autosave(old, 0, 'Ancien brouillon.')
    await save(newId(), 0, 'Note plus récente.')
    const page = await (await world.alice.get(address(`?brouillon=${old}`))).text()
    expect(page).toContain('Ancien brouillon.</textarea>')
    expect(page).toContain('Version 1, enregistrée')
    expect(page).toContain('name="version" value="1"')
  })

  test('can be set aside and taken back', async () => {
    const draftId = newId()
    await autosave(draftId, 0, 'À écarter.')
    const set = await world.alice.post(address(`/brouillons/${draftId}/suppression`), {})
    expect(set.status).toBe(303)
    expect((await note()).drafts).toEqual([])
    await world.alice.post(address(`/brouillons/${draftId}/retablissement`), {})
    expect((await note()).drafts).toMatchObject([{ text: 'À écarter.' }])
  })
})

describe('versions', () => {
  beforeEach(async () => {
    for (const text of ['La mère est partie.', 'La mère est revenue hier.']) {
      await world.alice.work((work) => saveNote(work, sessionId, text))
    }
  })

  test('are compared word by word, in words for those who do not see it', async () => {
    const page = await (await world.alice.get(address('/versions/2'))).text()
    expect(page).toMatch(/<del[^>]*>.*retiré.*partie/s)
    expect(page).toMatch(/<ins[^>]*>.*ajouté.*revenue hier/s)
    const present = await (await world.alice.get(address('/versions/1?face=actuelle'))).text()
    expect(present).toMatch(/<ins[^>]*>.*revenue hier/s)
  })

  test('restoring makes a new version', async () => {
    expect((await world.alice.post(address('/versions/1/restauration'), {})).status).toBe(303)
    expect((await note()).note).toMatchObject({ text: 'La mère est partie.', version: 3 })
    expect(await versions()).toMatchObject([{ version: 3, reason: 'restore' }, {}, {}])
    await world.alice.post(address('/versions/1/restauration'), {})
    expect((await note()).note.version).toBe(3)
  })

  test('one that does not exist is not found', async () => {
    for (const path of ['/versions/9', '/versions/0', '/versions/x', '/versions/1e3']) {
      expect((await world.alice.get(address(path))).status).toBe(404)
    }
  })
})

test('no word of a note or a draft is readable anywhere in the database', async () => {
  const secret = 'Kaléidoscope-inoubliable'
  await save(newId(), 0, `${secret} enregistré`)
  await autosave(newId(), 1, `${secret} en brouillon`)
  const places = await asOwner(world.database.owner, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      // A bytea is printed in hexadecimal: both writings are looked for.
      const hex = Buffer.from('aléidoscope-inoubliable').toString('hex')
      const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`)
      if (rows.some(({ row }) => row.includes('aléidoscope') || row.includes(hex))) found.push(name)
    }
    return { tables: tables.length, found }
  })
  expect(places.tables).toBeGreaterThan(20)
  expect(places.found).toEqual([])
  expect(world.logLines.join('\n')).not.toContain('Kaléidoscope')
})

test('another practice finds nothing', async () => {
  await autosave('018f0000-0000-7000-8000-000000000001', 0, 'secret')
  await world.alice.work((work) => saveNote(work, sessionId, 'secret'))
  for (const path of ['', '/versions', '/versions/1']) {
    expect((await world.bob.get(address(path))).status).toBe(404)
    expect((await world.bob.json(address(path))).status).toBe(404)
  }
  const edit = { editorId: newId(), version: '0', text: 'intrusion' }
  for (const path of [
    '/notes',
    '/brouillon',
    '/versions/1/restauration',
    '/brouillons/018f0000-0000-7000-8000-000000000001/suppression',
  ]) {
    expect((await world.bob.post(address(path), edit)).status).toBe(404)
  }
  expect((await note()).note).toMatchObject({ text: 'secret', version: 1 })
  expect((await world.alice.get('/seances/not-an-id')).status).toBe(404)
})
