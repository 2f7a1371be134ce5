import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { insertPatient, insertSession } from '#test/worlds/people.ts'
import { noteClientOf } from '#test/worlds/note.ts'

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

const { address, note, versions, save, autosave, leave } = noteClientOf(
  () => world,
  () => sessionId,
)

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
    const page = await readPage(world.alice.get(address()))
    expect(page.field('text').value).toBe('Phrase perdue.')
    expect(page.text()).toContain('Brouillon gardé aujourd’hui à 10\u00a0h\u00a042')
    expect(page.text()).not.toContain('n’a pas été enregistré')
    const resumes = page.field('resumes').value
    const editorId = page.field('editorId').value
    expect(editorId).not.toBe(lost)
    expect((await save(editorId, 0, 'Phrase retrouvée.', { resumes })).status).toBe(303)
    expect(await note()).toMatchObject({ note: { text: 'Phrase retrouvée.' }, drafts: [] })
  })

  test('of two, the newest is gone on with and the other offered with its time', async () => {
    world.setNow('2026-11-21T09:42:00Z')
    await autosave(newId(), 0, 'Hier.')
    world.setNow(WORLD_NOW)
    await autosave(newId(), 0, 'Ce soir.')
    const page = await readPage(world.alice.get(address()))
    expect(page.field('text').value).toBe('Ce soir.')
    expect(page.text()).toContain('Un brouillon gardé le 21 nov. à 10\u00a0h\u00a042 n’a pas été enregistré.')
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
    const page = await readPage(world.alice.get(address()))
    expect(page.field('text').value).toBe('')
    expect(page.text()).toContain('n’a pas été enregistré')
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
    const resumed = await readPage(world.alice.get(address(`?brouillon=${open}`)))
    const resumes = resumed.field('resumes').value
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
    const page = await readPage(world.alice.get(address(`?brouillon=${old}`)))
    expect(page.field('text').value).toBe('Ancien brouillon.')
    expect(page.text()).toContain('Version 1, enregistrée')
    expect(page.form(address('/notes')).field('version').value).toBe('1')
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
