import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '#test/world.ts'
import { createWorld } from '#test/world.ts'
import { saveNote } from './index.ts'
import { insertAppointment, insertPatient, insertSession } from '#test/worlds/people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface HistoryJson {
  items: { sessionId: string | null; appointmentId: string; status: string; note: { text: string } | null }[]
  next: string | null
}
async function history(patientId: string, query = ''): Promise<HistoryJson> {
  return (await world.alice.json(`/patients/${patientId}/seances${query}`)).body
}

describe('the history of a file', () => {
  test('has what was held, cancelled late and missed, newest first, with the notes', async () => {
    const patientId = await insertPatient(world.alice, 'Historique')
    const held = await insertSession(world.alice, patientId, { startsAt: '2026-11-02T09:00:00Z' })
    await world.alice.work((work) => saveNote(work, held, 'Première\nséance & <b>'))
    const at = (startsAt: string, status: 'cancelled' | 'noShow' | 'confirmed', late = false) =>
      insertAppointment(world.alice, [patientId], { startsAt, status, late })
    await at('2026-11-09T09:00:00Z', 'cancelled', true)
    await at('2026-11-10T09:00:00Z', 'cancelled')
    await at('2026-11-16T09:00:00Z', 'noShow')
    await at('2026-11-23T09:00:00Z', 'confirmed')
    const { items, next } = await history(patientId)
    expect(items.map((entry) => entry.status)).toEqual(['missed', 'lateCancelled', 'held'])
    expect(items[2]).toMatchObject({ sessionId: held, note: { text: 'Première\nséance & <b>' } })
    expect(next).toBeNull()
    const page = await (await world.alice.get(`/patients/${patientId}/seances`)).text()
    expect(page).toContain('Première<br/>séance &amp; &lt;b&gt;')
    expect(page).toContain('Annulation tardive')
  })

  test('pages without losing or repeating one', async () => {
    const patientId = await insertPatient(world.alice, 'Longue')
    for (let week = 0; week < 45; week++) {
      const startsAt = Temporal.Instant.from('2026-01-05T09:00:00Z')
        .add({ hours: 24 * 7 * week })
        .toString()
      await (week % 3 === 0
        ? insertAppointment(world.alice, [patientId], { startsAt, status: 'noShow' })
        : insertSession(world.alice, patientId, { startsAt }))
    }
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: HistoryJson = await history(patientId, cursor === '' ? '' : `?cursor=${cursor}`)
      seen.push(...page.items.map((entry) => entry.appointmentId))
      cursor = page.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([45, 45])
    expect(await (await world.alice.get(`/patients/${patientId}/seances`)).text()).toContain(
      'Séances plus anciennes',
    )
  })

  test('has the sessions of the files merged into it', async () => {
    const [survivor, merged] = [
      await insertPatient(world.alice, 'Garde'),
      await insertPatient(world.alice, 'Double'),
    ]
    const sessionId = await insertSession(world.alice, merged)
    await world.alice.work((work) => saveNote(work, sessionId, 'Avant la fusion.'))
    await world.alice.work(({ tx, now }) =>
      tx
        .updateTable('patient')
        .set({ mergedIntoId: survivor, mergedAt: now })
        .where('id', '=', merged)
        .execute(),
    )
    expect((await history(survivor)).items).toMatchObject([{ sessionId, note: { text: 'Avant la fusion.' } }])
  })

  test('is a read on the record, and says what it is for when empty', async () => {
    const patientId = await insertPatient(world.alice, 'Vide')
    const page = await (await world.alice.get(`/patients/${patientId}/seances`)).text()
    expect(page).toContain('Aucune séance pour le moment')
    const reads = await world.alice.work(({ tx }) =>
      tx.selectFrom('auditEvent').select('action').where('subjectId', '=', patientId).execute(),
    )
    expect(reads).toEqual([{ action: 'patient.read' }])
  })

  test('costs two statements, however many notes it shows', async () => {
    const patientId = await insertPatient(world.alice, 'Compte')
    for (let day = 10; day < 20; day++) {
      const sessionId = await insertSession(world.alice, patientId, { startsAt: `2026-10-${day}T09:00:00Z` })
      await world.alice.work((work) => saveNote(work, sessionId, `note ${day}`))
    }
    world.takeStatements()
    await history(patientId)
    // Entering, login session, patient, entries, audit, commit.
    expect(world.takeStatements()).toHaveLength(6)
  })

  test('a cursor from elsewhere starts at the beginning', async () => {
    const patientId = await insertPatient(world.alice, 'Curseur')
    await insertSession(world.alice, patientId)
    for (const cursor of ['x', 'AAAA', Buffer.from('2026-99-99T00:00:00Z nope').toString('base64url')]) {
      expect((await history(patientId, `?cursor=${cursor}`)).items).toHaveLength(1)
    }
  })
})

interface SearchJson {
  items: { sessionId: string; excerpt: string }[]
  scanned: number
  next: string | null
}
async function search(who: 'alice' | 'bob', q: string, cursor = ''): Promise<SearchJson> {
  return (await world[who].json(`/seances?q=${encodeURIComponent(q)}&cursor=${cursor}`)).body
}

describe('searching the notes', () => {
  test('finds accents without them, in the latest version only, and shows where', async () => {
    const patientId = await insertPatient(world.alice, 'Zoë <i>')
    const sessionId = await insertSession(world.alice, patientId)
    await world.alice.work((work) => saveNote(work, sessionId, 'Le kiosque à musique de son enfance.'))
    await world.alice.work((work) => saveNote(work, sessionId, 'La fête foraine, et sa sœur <b>.'))
    const { items } = await search('alice', 'FETE SOEUR')
    expect(items).toMatchObject([{ sessionId, excerpt: 'La fête foraine, et sa sœur <b>.' }])
    expect((await search('alice', 'kiosque')).items).toEqual([])
    const page = await (await world.alice.get('/seances?q=fete')).text()
    expect(page).toContain('<mark>fête</mark>')
    expect(page).toContain('&lt;b&gt;')
  })

  test('stays within the practice', async () => {
    const patientId = await insertPatient(world.alice, 'Privée')
    const sessionId = await insertSession(world.alice, patientId)
    await world.alice.work((work) => saveNote(work, sessionId, 'ornithorynque'))
    expect((await search('alice', 'ornithorynque')).items).toHaveLength(1)
    expect(await search('bob', 'ornithorynque')).toEqual({ items: [], scanned: 0, next: null })
  })

  test('goes on where it stopped', async () => {
    const patientId = await insertPatient(world.bob, 'Beaucoup')
    const ids: string[] = []
    // Forty notes of the longest kind are as much as one search reads at a time.
    const filling = 'a '.repeat(49_990)
    for (let n = 0; n < 44; n++) {
      const startsAt = Temporal.Instant.from('2026-01-05T09:00:00Z')
        .add({ hours: 24 * n })
        .toString()
      const sessionId = await insertSession(world.bob, patientId, { startsAt })
      await world.bob.work((work) => saveNote(work, sessionId, `${filling}cerf-volant`))
      ids.push(sessionId)
    }
    const first = await search('bob', 'cerf volant')
    expect(first.scanned).toBeLessThan(44)
    const second = await search('bob', 'cerf volant', first.next ?? '')
    expect([first.next === null, second.next]).toEqual([false, null])
    expect([...first.items, ...second.items].map((item) => item.sessionId)).toEqual(ids.toReversed())
    const page = await (await world.bob.get('/seances?q=cerf-volant')).text()
    expect(page).toContain('Chercher dans les notes plus anciennes')
  })

  test('without words shows what it is for', async () => {
    const page = await (await world.alice.get('/seances')).text()
    expect(page).toContain('Cherchez un mot dans vos notes de séance')
    expect(await (await world.alice.get('/seances?q=introuvable')).text()).toContain(
      'Aucune note ne contient ces mots',
    )
  })
})
