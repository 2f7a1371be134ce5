import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { findExportedPatients } from './export-patients.ts'
import { importClientOf } from '#test/worlds/import.ts'
import { createPatient } from './index.ts'
import type { PatientInput } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await fill(world.alice)
})
afterAll(() => world.close())

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

describe('what is exported', () => {
  test.each(['csv', 'vcf'] as const)('as %s comes back exactly through the import', async (format) => {
    const other = await createWorld()
    const { upload, confirm } = importClientOf(() => other)
    try {
      await fill(other.alice)
      const text = await (await other.alice.get(`/patients/export.${format}`)).text()
      const batch = await upload(other.bob, `patients.${format}`, text)
      expect(batch.counts).toMatchObject({ fresh: odd.length + groups.length, duplicates: 0, refused: 0 })
      await confirm(other.bob, batch)
      const expected = await values(other.alice)
      // vCard has no property for who referred the patient.
      const kept = format === 'vcf' ? expected.map((patient) => ({ ...patient, referredBy: '' })) : expected
      expect(await values(other.bob)).toEqual(kept)

      const again = await upload(other.bob, `patients.${format}`, text)
      expect(again.counts).toMatchObject({ fresh: 0, alreadyImported: odd.length + groups.length })
      const own = await upload(other.alice, `patients.${format}`, text)
      expect(own.counts).toMatchObject({ fresh: 0, existing: odd.length + groups.length })
    } finally {
      await other.close()
    }
  })

  test('as CSV has no cell that a spreadsheet would run', async () => {
    const text = await (await world.alice.get('/patients/export.csv')).text()
    expect(text).toContain("'=cmd()")
    expect(text).not.toMatch(/(^|;|\r\n)"?[=+\-@]/)
  })

  test('leaves archived files out unless asked, merged ones always, and is audited', async () => {
    const open = async (lastName: string): Promise<string> => {
      const { body } = await world.alice.postJson('/patients', { lastName, firstName: 'Zoé' })
      return (body as { id: string }).id
    }
    const [kept, archived, merged] = [await open('Gardée'), await open('Archivée'), await open('Fusionnée')]
    expect((await world.alice.postJson(`/patients/${archived}/archivage`, {})).status).toBe(200)
    const into = { mergedIntoId: kept }
    expect((await world.alice.postJson(`/patients/${merged}/fusion`, into)).status).toBe(200)
    const exported = async (query: string): Promise<string[]> => {
      const csv = await (await world.alice.get(`/patients/export.csv${query}`)).text()
      return ['Gardée', 'Archivée', 'Fusionnée'].filter((name) => csv.includes(name))
    }
    expect(await exported('')).toEqual(['Gardée'])
    expect(await exported('?etat=tous')).toEqual(['Gardée', 'Archivée'])
    const events = await world.alice.work((work) =>
      work.tx.selectFrom('auditEvent').select('facts').where('action', '=', 'patient.export').execute(),
    )
    const everybody = odd.length + groups.length
    expect(events.map(({ facts }) => facts)).toEqual(
      expect.arrayContaining([{ count: everybody + 1 }, { count: everybody + 2 }]),
    )
  })
})
