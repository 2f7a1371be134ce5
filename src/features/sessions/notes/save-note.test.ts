import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { type Page, readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { saveNote } from '../index.ts'
import { MAX_NOTE_LENGTH } from '../rules.ts'
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
  sessionId = await insertSession(world.alice, patientId)
})
afterAll(() => world.close())

const { address, note, versions, save, autosave, leave } = noteClientOf(
  () => world,
  () => sessionId,
)

const wordsIn = (tag: string) => (page: Page) =>
  page
    .parts(tag)
    .map((part) => part.text())
    .join(' ')
const [added, removed] = [wordsIn('ins'), wordsIn('del')]

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
    const form = (await readPage(world.alice.get(address()))).form(address('/notes'))
    expect(form.field('version').value).toBe('1')
    expect(form.field('text').value).toBe('\nAvec une ligne vide devant')
  })

  test.each([
    ['emoji', '😀👩‍👩‍👧‍👦 é e\u0301'],
    ['right to left', 'שלום — مرحبا بك\u200f'],
    ['markup', "<script>alert('x')</script> & </textarea> O'Neil =cmd()"],
    ['blanks', '  deux espaces  \n\n\tune tabulation\n  '],
  ])('keeps %s exactly as typed', async (_name, text) => {
    await save(newId(), 0, text)
    expect((await note()).note.text).toBe(text)
    const page = await readPage(world.alice.get(address()))
    expect(page.field('text').value).toBe(text)
    expect(page.parts('script', { src: false })).toEqual([])
  })

  test('a text above the limit is refused in a sentence, comes back whole, and is kept as a draft', async () => {
    const long = 'x'.repeat(300_000)
    const editorId = newId()
    const refused = await save(editorId, 0, long)
    expect(refused.status).toBe(422)
    const form = (await readPage(refused)).form(address('/notes'))
    expect(form.field('text').error).toContain(`${MAX_NOTE_LENGTH} caractères au plus`)
    expect(form.field('text').value).toBe(long)
    expect(form.field('editorId').value).toBe(editorId)
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
    const page = await readPage(refused)
    expect(page.field('text').value).toBe('Le second onglet.')
    expect(page.text()).toContain('Version 1, enregistrée')
    expect(added(page)).toMatch(/premier/)
    expect(page.form(address('/notes')).field('version').value).toBe('1')
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

describe('versions', () => {
  beforeEach(async () => {
    for (const text of ['La mère est partie.', 'La mère est revenue hier.']) {
      await world.alice.work((work) => saveNote(work, sessionId, text))
    }
  })

  test('are compared word by word, in words for those who do not see it', async () => {
    const page = await readPage(world.alice.get(address('/versions/2')))
    expect(removed(page)).toMatch(/retiré.*partie/)
    expect(added(page)).toMatch(/ajouté.*revenue hier/)
    expect(added(await readPage(world.alice.get(address('/versions/1?face=actuelle'))))).toMatch(
      /revenue hier/,
    )
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
