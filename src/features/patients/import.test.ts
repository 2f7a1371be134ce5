import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { type ImportJson, fixtureFile, importClientOf } from '#test/worlds/import.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { send, upload, confirm } = importClientOf(() => world)

const countPatients = (person: Inhabitant) =>
  person.work(async (work) => {
    const { count } = await work.tx
      .selectFrom('patient')
      .select((select) => select.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  })

describe('the two files of a practice', () => {
  let utf8: ImportJson

  test('the first one is understood, and creates nothing before it is confirmed', async () => {
    utf8 = await upload(world.alice, 'patients-excel-utf8.csv', fixtureFile('patients-excel-utf8.csv'))
    expect(utf8).toMatchObject({ encoding: 'utf-8', delimiter: ';', missing: [], status: 'preview' })
    expect(utf8.counts).toEqual({
      lines: 188,
      fresh: 182,
      existing: 0,
      alreadyImported: 0,
      duplicates: 2,
      refused: 4,
      blank: 1,
    })
    expect(await countPatients(world.alice)).toBe(0)
    const page = await (await world.alice.get(`/patients/import/${utf8.id}`)).text()
    expect(page).toContain('Créer 182 fiches')
    // The people first, how their columns are read below and folded.
    const places = ['À créer', 'Fiches à créer', 'Lignes refusées', 'Comment le fichier est lu', '<details>']
    const found = places.map((part) => page.lastIndexOf(part))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    for (const { row } of utf8.refused) expect(page).toContain(`>${row}</td>`)
  })

  test('the refused lines come back with their reasons, to be mended', async () => {
    const answer = await world.alice.get(`/patients/import/${utf8.id}/refus.csv`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const text = await answer.text()
    expect(text).toContain('Raison du refus')
    const again = await upload(world.alice, 'refus.csv', text)
    expect(again.counts).toMatchObject({ lines: 4, fresh: 0, refused: 4 })
  })

  test('confirming creates each once, however often it is sent', async () => {
    const [first, second] = await Promise.all([confirm(world.alice, utf8), confirm(world.alice, utf8)])
    expect(first).toMatchObject({ created: 182, refused: 4, duplicates: 2, existing: 0, alreadyImported: 0 })
    expect(second).toMatchObject({ created: 182 })
    expect(await countPatients(world.alice)).toBe(182)
  })

  test('what was imported is found, sealed, and told minor from adult', async () => {
    const { body } = await world.alice.json('/patients?q=roux%20emma')
    const { items } = body as { items: { id: string; kind: string }[] }
    expect(items).toHaveLength(1)
    expect((await world.alice.json(`/patients/${items[0]?.id}`)).body).toMatchObject({
      kind: 'minor',
      birthDate: '2021-06-10',
      phones: ['+33639986733'],
      address: { street: '', postcode: '67000', city: 'Metz' },
      remarks: 'ligne 1\nligne 2',
      referredBy: 'Site web',
    })
    const { remarksSealed } = await world.alice.work((work) =>
      work.tx
        .selectFrom('patient')
        .select('remarksSealed')
        .where('id', '=', items[0]?.id ?? '')
        .executeTakeFirstOrThrow(),
    )
    expect(remarksSealed).toBeInstanceOf(Uint8Array)
    expect(remarksSealed?.toString('utf8')).not.toContain('ligne')
  })

  test('the same file again imports nothing', async () => {
    const again = await upload(world.alice, 'copie.csv', fixtureFile('patients-excel-utf8.csv'))
    expect(again.counts).toMatchObject({
      lines: 188,
      fresh: 0,
      existing: 0,
      alreadyImported: 182,
      duplicates: 2,
      refused: 4,
    })
    expect(await confirm(world.alice, again)).toMatchObject({ created: 0, alreadyImported: 182 })
    expect(await countPatients(world.alice)).toBe(182)
  })

  test('the second file’s people are known already, and not created unless chosen', async () => {
    const ansi = await upload(world.alice, 'patients-excel-ansi.csv', fixtureFile('patients-excel-ansi.csv'))
    expect(ansi.encoding).toBe('windows-1252')
    expect(ansi.counts).toEqual({
      lines: 79,
      fresh: 0,
      existing: 6,
      alreadyImported: 69,
      duplicates: 2,
      refused: 2,
      blank: 1,
    })
    const [known] = ansi.existing
    if (!known) throw new Error('somebody is known')
    expect(await confirm(world.alice, ansi, [known.row])).toMatchObject({
      created: 1,
      existing: 5,
      alreadyImported: 69,
    })
    expect(await countPatients(world.alice)).toBe(183)
  })
})

test('two imports of one file at once create each line once', async () => {
  const lines = ['Nom;Prénom', ...Array.from({ length: 40 }, (_, index) => `Jumeau${index};Paul`)].join('\n')
  const before = await countPatients(world.bob)
  const [one, two] = [await upload(world.bob, 'a.csv', lines), await upload(world.bob, 'b.csv', lines)]
  const results = await Promise.all([confirm(world.bob, one), confirm(world.bob, two)])
  expect(results.map((result) => result.created).sort((a, b) => a - b)).toEqual([0, 40])
  expect(await countPatients(world.bob)).toBe(before + 40)
})

test('encoding, delimiter and columns can be changed; a review changed since it was seen is refused', async () => {
  const content = 'a,Dupré,Anne,x\nb,Noël,Luc,y\n'
  const first = await upload(world.bob, 'sans-titre.csv', content)
  expect(first.mapping).toEqual(['lastName', 'firstName', null, null])
  const choices = {
    hasHeader: false,
    mapping: ['', 'lastName', 'firstName', 'referredBy'],
    delimiter: 'virgule',
    encoding: 'utf-8',
  }
  const { status, body } = await world.bob.postJson(`/patients/import/${first.id}`, choices)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    mapping: [null, 'lastName', 'firstName', 'referredBy'],
    counts: { fresh: 2 },
    version: 2,
  })
  const stale = await world.bob.postJson(`/patients/import/${first.id}/confirmation`, { version: 1 })
  expect(stale.status).toBe(409)
  const other = await world.bob.postJson(`/patients/import/${first.id}`, {
    ...choices,
    delimiter: 'pointVirgule',
  })
  expect(other.body).toMatchObject({ delimiter: ';', missing: ['firstName'] })
  const { version } = other.body as ImportJson
  const missing = await world.bob.postJson(`/patients/import/${first.id}/confirmation`, { version })
  expect(missing.status).toBe(422)
  const form = await world.bob.post(`/patients/import/${first.id}`, {
    encoding: 'utf-8',
    delimiter: 'virgule',
    hasHeader: 'non',
    'mapping.0': '',
    'mapping.1': 'lastName',
    'mapping.2': 'firstName',
    'mapping.3': '',
  })
  expect(form.status).toBe(303)
  const last = (await world.bob.json(`/patients/import/${first.id}`)).body as ImportJson
  expect(last).toMatchObject({ mapping: [null, 'lastName', 'firstName', null], counts: { fresh: 2 } })
  expect(await confirm(world.bob, last)).toMatchObject({ created: 2 })
})

describe('a file that cannot be read', () => {
  test.each([
    ['nothing', new Uint8Array(), 'Ce fichier est vide'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'classeur Excel'],
    ['a calendar', new TextEncoder().encode('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'), 'est un agenda'],
    ['a page', new TextEncoder().encode('\ufeff<!DOCTYPE html><p>Nom;Prénom'), 'pas une liste'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0x0d]), 'fichier de texte'],
  ])('%s is refused with a sentence at the field, on the page', async (_, bytes, sentence) => {
    const answer = await send(world.alice, 'patients.csv', bytes, 'text/html')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(sentence)
    expect(html).toContain('id="field-file-error"')
  })

  test('no file at all', async () => {
    const answer = await world.alice.post('/patients/import', {})
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choisissez un fichier.')
  })

  test('broken lines are listed, the others imported', async () => {
    const batch = await upload(
      world.bob,
      'casse.csv',
      'Nom;Prénom;Né le\n"Blanc;Agnès;1943\nVidal;Ève;31/02/1990\nRey;Max;\n',
    )
    expect(batch.counts).toMatchObject({ lines: 3, fresh: 1, refused: 2 })
    expect(batch.refused.map(({ row, reasons }) => [row, reasons[0]?.message])).toEqual([
      [2, 'Ligne\u00a0: des guillemets ouverts ne sont pas refermés ("Blanc;Agnès;1943).'],
      [3, 'Date de naissance\u00a0: ce jour n’existe pas au calendrier (31/02/1990).'],
    ])
  })
})

test('another practice’s import is not found', async () => {
  const batch = await upload(world.alice, 'a-moi.csv', 'Nom;Prénom\nSecret;Sam\n')
  expect((await world.bob.get(`/patients/import/${batch.id}`)).status).toBe(404)
  expect((await world.bob.get(`/patients/import/${batch.id}/refus.csv`)).status).toBe(404)
  expect((await world.bob.postJson(`/patients/import/${batch.id}`, {})).status).toBe(404)
  expect((await world.bob.postJson(`/patients/import/${batch.id}/confirmation`, { version: 1 })).status).toBe(
    404,
  )
})

test('five thousand lines are a handful of statements', async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => {
    const remarks = index % 25 === 0 ? `remarque ${index}` : ''
    return `Nom${index};Prénom${index % 70};;06 39 98 ${String(Math.floor(index / 100)).padStart(2, '0')} ${String(index % 100).padStart(2, '0')};${remarks}`
  })
  const batch = await upload(
    world.bob,
    'grand.csv',
    ['Nom;Prénom;Date de naissance;Téléphone;Remarques', ...lines].join('\n'),
  )
  expect(batch.counts).toMatchObject({ lines: 5_000, fresh: 5_000, refused: 0 })
  world.takeStatements()
  expect(await confirm(world.bob, batch)).toMatchObject({ created: 5_000 })
  // Two per thousand lines, and entering, session, lock, batch, hashes, patients, update, audit, commit.
  expect(world.takeStatements().length).toBeLessThanOrEqual(19)
})
