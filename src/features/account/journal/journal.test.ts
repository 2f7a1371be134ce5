import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declareEvents } from '#src/platform/events/declare-events.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { features } from '#src/features/index.ts'
import { buildHouse } from '#src/platform/feature.ts'
import { workFor } from '#src/platform/work-for.ts'
import { actionOptions, wordsOf } from './words.ts'

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
  items: {
    seq: number
    at: string
    action: string
    sentence: string
    actor: { kind: string; name: string }
  }[]
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

describe('what Divan does by itself', () => {
  const { storePdf } = declareEvents('invoice', { storePdf: { fr: 'Rangement', en: 'Stored', facts: {} } })
  const day = '?du=2026-11-26&au=2026-11-26'
  const SYSTEM = { kind: 'system', id: null } as const

  beforeAll(async () => {
    const { platform, alice } = world
    const now = Temporal.Instant.from('2026-11-26T09:00:00Z')
    for (let index = 0; index < 60; index++) {
      const user = { kind: 'user', id: alice.userId } as const
      await workFor(platform, alice.practiceId, user, async (work) => work.record(read, null, { index }), now)
      if (index % 3 > 0) continue
      await workFor(platform, alice.practiceId, SYSTEM, async (work) => work.record(storePdf, null), now)
    }
  })

  test('is left out of the page and counted there, each once', async () => {
    const first = await readPage(world.alice.get(`/journal${day}`))
    expect(first.parts('th', { scope: 'row' })).toHaveLength(50)
    expect(first.part('table').text()).not.toContain('Rangement du PDF')
    expect(first.text()).toContain('16 actions que Divan a faites de lui-même ne sont pas montrées ici.')
    expect(first.field('divan').isChecked).toBe(false)
    const cursor = first.parts('a', { href: /cursor=/ })[0]?.attribute('href') ?? ''
    expect(cursor).not.toContain('divan')
    const second = await readPage(world.alice.get(cursor))
    expect(second.parts('th', { scope: 'row' })).toHaveLength(10)
    expect(second.text()).toContain('4 actions que Divan a faites de lui-même ne sont pas montrées ici.')
  })

  test('is shown when asked for, through all pages and without scripts', async () => {
    const link =
      (await readPage(world.alice.get(`/journal${day}`))).link('Les montrer').attribute('href') ?? ''
    const page = await readPage(world.alice.get(link))
    expect(page.parts('th', { scope: 'row' })).toHaveLength(50)
    expect(page.part('table').text()).toContain('Rangement du PDF')
    expect(page.text()).not.toContain('montrées ici')
    expect(page.field('divan').isChecked).toBe(true)
    expect(page.form('/journal').values()).toMatchObject({ divan: ['oui'], du: ['2026-11-26'] })
    const next = page.parts('a', { href: /cursor=/ })[0]?.attribute('href') ?? ''
    expect(next).toContain('divan=oui')
    expect((await readPage(world.alice.get(next))).part('table').text()).toContain('Rangement du PDF')
  })

  test('is there for whoever asks for that action, and for JSON', async () => {
    const page = await readPage(world.alice.get(`/journal${day}&action=invoice.storePdf`))
    expect(page.parts('th', { scope: 'row' })).toHaveLength(20)
    expect((await list(day)).items.filter(({ actor }) => actor.kind === 'system')).toHaveLength(12)
  })

  test('a day of nothing else says so', async () => {
    const { platform, alice } = world
    const now = Temporal.Instant.from('2026-11-27T09:00:00Z')
    await workFor(platform, alice.practiceId, SYSTEM, async (work) => work.record(storePdf, null), now)
    const page = await readPage(world.alice.get('/journal?du=2026-11-27&au=2026-11-27'))
    expect(page.text()).toContain('Aucun événement')
    expect(page.text()).toContain('Une action que Divan a faite de lui-même n’est pas montrée ici.')
  })
})

describe('words', () => {
  const house = buildHouse(features)

  test('are the declared ones, or the bare code', () => {
    expect(wordsOf(house, 'login.fail', 'fr')).toBe('Essai de connexion refusé')
    expect(wordsOf(house, 'appointment.arrive', 'fr')).toBe('Arrivée notée')
    expect(wordsOf(house, 'appointment.miss', 'en')).toBe('Appointment missed')
    expect(wordsOf(house, 'what.ever', 'fr')).toBe('Action «\u00a0what.ever\u00a0»')
    expect(wordsOf(house, 'constructor', 'fr')).toBe('Action «\u00a0constructor\u00a0»')
  })

  test('the filter offers each action once, the common ones first, and keeps one that is no longer declared', () => {
    const options = actionOptions(house, 'old.code', 'fr')
    const values = options.map(({ value }) => value)
    expect(new Set(values)).toEqual(new Set(['old.code', ...house.events.keys()]))
    expect(values).toHaveLength(house.events.size + 1)
    expect(options[0]).toEqual({ value: 'old.code', label: 'Action «\u00a0old.code\u00a0»' })
    const headings = [...new Set(options.map(({ group }) => group))]
    expect(headings.slice(1, 2)).toEqual(['Les plus courantes'])
    const common = options.filter(({ group }) => group === headings[1])
    expect(common.length).toBeGreaterThan(8)
    expect(common.length).toBeLessThan(16)
    expect(actionOptions(house, undefined, 'en')[0]?.group).toBe('The most common')
  })
})
