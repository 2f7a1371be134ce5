import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeclaredEvent } from '#src/platform/events/declare-events.ts'
import { buildHouse } from '#src/platform/feature.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { features } from './index.ts'

const house = buildHouse(features)
const events = [...house.events.values()]

/** About nothing in particular. */
const NAMELESS = ['agenda']

describe('declared events', () => {
  // Those who run the installation have a trail of their own.
  test('each that a file declares is brought by its feature', () => {
    const modules = import.meta.glob<Record<string, Record<string, DeclaredEvent>>>(
      '/src/{features,platform}/**/events.ts',
      {
        eager: true,
      },
    )
    const declared = Object.values(modules).flatMap((module) =>
      Object.values(module).flatMap((group) => Object.values(group)),
    )
    expect(declared.length).toBeGreaterThan(90)
    expect(declared.map(({ code }) => code).toSorted()).toEqual([...house.events.keys()].toSorted())
  })

  // The address of the journal takes as much.
  test('have a code of at most sixty letters: a noun and a verb', () => {
    for (const { code, subject } of events) {
      expect(code).toMatch(/^[a-zA-Z]+(-[a-z]+)*\.[a-zA-Z]+(-[a-z]+)*$/)
      expect(code.length, code).toBeLessThanOrEqual(60)
      expect(subject, code).toMatch(/^[a-zA-Z]+(-[a-z]+)*$/)
    }
  })

  test('two never read the same, nor one the same in both languages', () => {
    for (const lang of ['fr', 'en'] as const) {
      const words = events.map((event) => event.words[lang])
      expect(
        words.filter((text, at) => text.trim() !== text || text === '' || words.indexOf(text) !== at),
      ).toEqual([])
    }
    expect(events.filter(({ words }) => words.fr === words.en)).toEqual([])
  })

  test('happen to what a feature can name', () => {
    const unnamed = events.filter(
      ({ subject }) => !house.subjects.has(subject) && !NAMELESS.includes(subject),
    )
    expect(unnamed.map(({ code }) => code)).toEqual([])
  })

  test('a code that is stored somewhere is never written another way', () => {
    const stored = Object.entries(STORED).flatMap(([noun, verbs]) =>
      verbs.split(' ').map((verb) => `${noun}.${verb}`),
    )
    expect(stored.filter((code) => !house.events.has(code))).toEqual([])
  })
})

/** As they were written when events were first declared. An event that is no longer recorded leaves this list. */
const STORED: Readonly<Record<string, string>> = {
  account: 'update change-identifier',
  agenda: 'defaults print',
  agendaSetting: 'update',
  'api-token': 'create revoke',
  appointment: 'create read update move undo confirm arrive miss hold unhold cancel restore withdraw export',
  appointmentType: 'create update undo archive restore',
  availability: 'create update undo remove restore',
  'calendar-feed': 'create revoke',
  consent: 'record',
  guardian: 'create update remove restore',
  import: 'start confirm',
  installation: 'first-steps',
  invoice: 'create update discard restore issue credit storePdf',
  login: 'succeed fail end revoke revoke-others',
  message: 'send delay fail retry',
  note: 'edit save discardDraft takeBackDraft search',
  openingException: 'create update undo remove restore',
  openingHours: 'replace undo',
  openingPeriod: 'create update undo remove restore',
  password: 'change refuse ask-reset reset',
  patient:
    'create read update archive unarchive merge unmerge mark-distinct unmark-distinct add-member remove-member export',
  payer: 'create update remove restore',
  payment: 'record cancel restore allocate',
  place: 'create update undo archive restore',
  practice: 'create update',
  'recovery-code': 'use renew',
  'second-factor': 'start enable disable',
  series: 'create move update cancel restore undo',
  session: 'hold undo',
  timeOff: 'create update undo remove restore exclude include solve',
}

describe('the journal', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world.close())

  test('has words for every event of every feature', async () => {
    await world.alice.work(async (work) => {
      for (const event of events) work.record({ ...event, facts: {} }, null)
    })
    const shown: string[] = []
    for (let at: string | undefined = '/journal?divan=oui'; at !== undefined;) {
      const page = await readPage(world.alice.get(at))
      shown.push(...page.parts('th', { scope: 'row' }).map((part) => part.text()))
      at = page
        .links()
        .map((link) => link.attribute('href'))
        .find((href) => href?.includes('cursor=') && href !== at && !isBefore(href, at ?? ''))
    }
    expect(events.filter(({ words }) => !shown.includes(words.fr)).map(({ code }) => code)).toEqual([])
    expect(shown.filter((words) => words.startsWith('Action «'))).toEqual([])
  })
})

/** Whether an address leads to newer events than another. */
function isBefore(href: string, than: string): boolean {
  const cursorOf = (address: string) => Number(/cursor=(\d+)/.exec(address)?.[1] ?? Infinity)
  return cursorOf(href) >= cursorOf(than)
}
