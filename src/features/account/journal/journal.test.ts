import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declareEvents } from '#src/platform/events/declare-events.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { pageOf, sentenceOf } from './sentence.ts'
import { journalText } from './text.ts'

const facts = { index: 'number' } as const
const { issue } = declareEvents('invoice', {
  issue: { fr: 'Émission', en: 'Issue', subject: 'patient', facts },
})
const { read } = declareEvents('patient', { read: { fr: 'Lecture', en: 'Reading', facts } })

let world: World
beforeAll(async () => {
  world = await createWorld()
  // Paris is an hour ahead: 23:30 UTC on the 24th is the 25th there.
  for (const [at, count] of [
    ['2026-11-23T09:00:00Z', 60],
    ['2026-11-24T23:30:00Z', 3],
  ] as const) {
    world.setNow(at)
    for (let index = 0; index < count; index++) {
      await world.alice.work(async (work) =>
        work.record(index === 0 ? issue : read, work.practiceId, { index }),
      )
    }
  }
  world.setNow(WORLD_NOW)
})
afterAll(() => world.close())

interface Page {
  items: { seq: number; at: string; action: string; sentence: string; actor: { name: string } }[]
  next: string | null
}
const list = async (query = '', who = world.alice): Promise<Page> => (await who.json(`/journal${query}`)).body

describe('the audit trail', () => {
  test('comes newest first, fifty a page, without a gap or a double', async () => {
    const seen: number[] = []
    let page = await list()
    expect(page.items).toHaveLength(50)
    for (;;) {
      seen.push(...page.items.map((item) => item.seq))
      if (page.next === null) break
      page = await list(`?cursor=${page.next}`)
    }
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
    expect(seen).toEqual(Array.from({ length: seen[0] ?? 0 }, (_, index) => (seen[0] ?? 0) - index))
    expect(seen.length).toBeGreaterThan(63)
  })

  test('is bounded by civil days of the practice and by action', async () => {
    expect((await list('?du=2026-11-25')).items).toHaveLength(3)
    expect((await list('?au=2026-11-22')).items.every((item) => item.at < '2026-11-23')).toBe(true)
    expect((await list('?du=2026-11-24&au=2026-11-24')).items).toEqual([])
    const issued = await list('?du=2026-11-23&au=2026-11-25&action=invoice.issue')
    expect(issued.items).toHaveLength(2)
    expect(issued.items[0]).toMatchObject({
      at: '2026-11-25T00:30:00+01:00',
      sentence: 'Émission d’une facture',
      actor: { kind: 'user', name: 'Alice Martin' },
    })
    const second = await list('?du=2026-11-23&au=2026-11-23&cursor=20')
    expect(second.items.every((item) => item.seq < 20)).toBe(true)
  })

  test('nonsense in the address bounds nothing', async () => {
    for (const query of [
      '?du=hier',
      '?cursor=-1',
      '?cursor=x',
      '?du=2026-02-31',
      `?action=${'x'.repeat(100)}`,
    ]) {
      expect((await world.alice.get(`/journal${query}`)).status, query).toBe(200)
    }
    expect((await list('?action=nothing.such')).items).toEqual([])
  })

  test('shows only one’s own', async () => {
    const bob = await list('', world.bob)
    expect(bob.items.length).toBeLessThan(10)
    expect(JSON.stringify(bob)).not.toContain(world.alice.practiceId)
  })

  test('reads as sentences on the page, with its filter kept', async () => {
    const page = await readPage(world.alice.get('/journal?du=2026-11-23&action=patient.read'))
    expect(page.text()).toContain('Consultation d’une fiche de patient')
    expect(page.field('du').value).toBe('2026-11-23')
    expect(page.field('action').value).toBe('patient.read')
    expect(
      page.parts('a', { href: /^\/journal\?du=2026-11-23&action=patient.read&cursor=\d+$/ }),
    ).toHaveLength(1)
    expect(await (await world.alice.get('/journal?action=nothing.such')).text()).toContain('Aucun événement')
  })
})

describe('sentences', () => {
  test('are an action’s own, or verb and noun, or the bare code', () => {
    expect(sentenceOf('login.fail', 'fr')).toBe('Essai de connexion refusé')
    expect(sentenceOf('appointment.cancel', 'fr')).toBe('Annulation d’un rendez-vous')
    expect(sentenceOf('appointment.cancel', 'en')).toBe('Cancelled: appointment')
    expect(sentenceOf('patient.teleport', 'fr')).toBe('Autre action autour d’une fiche de patient (teleport)')
    expect(sentenceOf('what.ever', 'fr')).toBe('Action «\u00a0what.ever\u00a0»')
    expect(sentenceOf('constructor.toString', 'fr')).toBe('Action «\u00a0constructor.toString\u00a0»')
  })

  test('no page for what has none', () => {
    expect(pageOf('patient', 'x')).toBe('/patients/x')
    expect(pageOf('patient', null)).toBeUndefined()
    expect(pageOf('constructor', 'x')).toBeUndefined()
  })

  test('every action written by this feature has its words', async () => {
    const actions = await world.alice.work((work) =>
      work.tx.selectFrom('auditEvent').select('action').distinct().execute(),
    )
    expect(actions.length).toBeGreaterThan(2)
    for (const { action } of actions) {
      expect(sentenceOf(action, 'fr'), action).not.toMatch(/^(Autre a|A)ction /)
    }
    expect(Object.keys(journalText.en.nouns)).toEqual(Object.keys(journalText.fr.nouns))
  })
})
