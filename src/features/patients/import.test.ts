import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { createPatient } from './index.ts'
import { findExportedPatients } from './export-patients.ts'
import type { PatientInput } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface ImportJson {
  id: string
  version: number
  status: string
  encoding: string | null
  delimiter: string | null
  mapping: (string | null)[] | null
  missing: string[]
  counts: Record<
    'lines' | 'fresh' | 'existing' | 'alreadyImported' | 'duplicates' | 'refused' | 'blank',
    number
  >
  existing: { row: number; patientId: string; likeness: string; lastName: string }[]
  refused: { row: number; cells: string[]; reasons: { field: string; code: string; message: string }[] }[]
  created: number
}

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url)))

function send(
  person: Inhabitant,
  name: string,
  content: Uint8Array<ArrayBuffer> | string,
  accept = 'application/json',
  within = world,
) {
  const form = new FormData()
  form.set('_csrf', person.csrf)
  form.set('file', new File([content], name))
  return within.app.hono.request('/patients/import', {
    method: 'POST',
    body: form,
    headers: { cookie: person.cookie, accept },
  })
}

async function upload(
  person: Inhabitant,
  name: string,
  content: Uint8Array<ArrayBuffer> | string,
  within = world,
): Promise<ImportJson> {
  const answer = await send(person, name, content, 'application/json', within)
  expect(answer.status).toBe(201)
  return (await answer.json()) as ImportJson
}

async function confirm(person: Inhabitant, batch: ImportJson, include: number[] = []): Promise<ImportJson> {
  const { status, body } = await person.postJson(`/patients/import/${batch.id}/confirmation`, {
    version: batch.version,
    include,
  })
  expect(status).toBe(200)
  return body
}

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
    utf8 = await upload(world.alice, 'patients-excel-utf8.csv', fixture('patients-excel-utf8.csv'))
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
    expect(places.map((part) => page.lastIndexOf(part)).toSorted((a, b) => a - b)).toEqual(
      places.map((part) => page.lastIndexOf(part)),
    )
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
  })

  test('the same file again imports nothing', async () => {
    const again = await upload(world.alice, 'copie.csv', fixture('patients-excel-utf8.csv'))
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
    const ansi = await upload(world.alice, 'patients-excel-ansi.csv', fixture('patients-excel-ansi.csv'))
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

describe('what is exported', () => {
  const odd = [
    {
      lastName: "O'Neil",
      firstName: 'Séan',
      birthDate: '29/02/1984',
      phones: ['0639981234', '+32 470 12 34 56'],
    },
    { lastName: 'Ângela-Zoë', firstName: "'=1", emails: ['a@exemple.test', 'b+c@exemple.test'] },
    {
      lastName: '李',
      firstName: '小龙',
      address: { street: '1 rue; des "Guillemets"\nbât. B', postcode: '01000', city: 'Bourg' },
    },
    { lastName: '<b>', firstName: '=cmd()', remarks: '=HYPERLINK("x")\n\tligne; 2, "fin"\\n' },
    { lastName: '+33', firstName: '-1', referredBy: '@SUM(A1)' },
    { lastName: 'محمد', firstName: '🦋' },
    { lastName: 'x'.repeat(300), firstName: 'É'.repeat(300) },
    { lastName: 'Cher' },
    { lastName: 'Total', address: { street: '', postcode: '1000', city: 'Bruxelles' } },
    { lastName: '?', firstName: '??' },
    { lastName: 'Jumeau', firstName: 'Paul' },
    { lastName: 'Jumeau', firstName: 'Paul' },
    { lastName: 'Petit', firstName: 'Léo', kind: 'minor' },
  ] as const
  // By their place above; one member bears the name of somebody else.
  const groups = [
    { lastName: 'Dupont-Roux', kind: 'couple', members: [0, 1] },
    { lastName: 'Jumeau', kind: 'family', members: [11, 10] },
    { lastName: 'Seuls', kind: 'family', members: [] },
  ] as const
  const fill = (person: Inhabitant) =>
    person.work(async (work) => {
      const ids: string[] = []
      const open = async (input: PatientInput) => {
        const created = await createPatient(work, input)
        if (isRefused(created)) throw new Error(created.refused)
        ids.push(created.id)
      }
      for (const input of odd) await open(input)
      for (const { members, ...input } of groups) {
        await open({ ...input, memberIds: members.flatMap((index) => ids[index] ?? []) })
      }
    })
  const values = (person: Inhabitant) =>
    person.work(async (work) => {
      const exported = await findExportedPatients(work, true)
      const names = new Map(exported.map(({ id, lastName, firstName }) => [id, `${firstName} ${lastName}`]))
      return exported
        .map(({ memberIds, ...patient }) => ({
          ...patient,
          id: '',
          members: memberIds.map((id) => names.get(id)),
        }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    })

  test.each(['csv', 'vcf'] as const)('as %s comes back exactly through the import', async (format) => {
    const other = await createWorld()
    try {
      await fill(other.alice)
      const text = await (await other.alice.get(`/patients/export.${format}`)).text()
      const batch = await upload(other.bob, `patients.${format}`, text, other)
      expect(batch.counts).toMatchObject({ fresh: odd.length + groups.length, duplicates: 0, refused: 0 })
      expect(
        (await other.bob.postJson(`/patients/import/${batch.id}/confirmation`, { version: 1 })).status,
      ).toBe(200)
      const expected = await values(other.alice)
      // vCard has no property for who referred the patient.
      const kept = format === 'vcf' ? expected.map((patient) => ({ ...patient, referredBy: '' })) : expected
      expect(await values(other.bob)).toEqual(kept)

      const again = await upload(other.bob, `patients.${format}`, text, other)
      expect(again.counts).toMatchObject({ fresh: 0, alreadyImported: odd.length + groups.length })
      const own = await upload(other.alice, `patients.${format}`, text, other)
      expect(own.counts).toMatchObject({ fresh: 0, existing: odd.length + groups.length })
    } finally {
      await other.close()
    }
  })

  test('as CSV has no cell that a spreadsheet would run', async () => {
    await fill(world.alice)
    const text = await (await world.alice.get('/patients/export.csv')).text()
    expect(text).toContain("'=cmd()")
    expect(text).not.toMatch(/(^|;|\r\n)"?[=+\-@]/)
  })

  test('leaves archived and merged files out unless asked, and is audited', async () => {
    const csv = await (await world.alice.get('/patients/export.csv')).text()
    expect(csv.split('\r\n').length).toBeGreaterThan(170)
    const events = await world.alice.work((work) =>
      work.tx.selectFrom('auditEvent').select('facts').where('action', '=', 'patient.export').execute(),
    )
    expect(events.at(-1)?.facts).toEqual({ count: 183 + odd.length + groups.length })
  })
})
