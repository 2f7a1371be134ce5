import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { addressKey } from './address.ts'
import { FREE_PER_ACCOUNT, claimAttempt, forgive, waitAfter } from './throttle.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const tryAt = (now: Temporal.Instant, ...keys: string[]) =>
  world.db.inDirectory((tx) =>
    claimAttempt(
      tx,
      keys.map((key) => ({ key, free: FREE_PER_ACCOUNT })),
      now,
    ),
  )

test('the wait doubles from 30 seconds and never passes 15 minutes', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1000].map((failures) => waitAfter(failures, 5))).toEqual([
    0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
  ])
})

describe('counting tries', () => {
  test('five are free, then the next one waits, and a waiting one is not counted', async () => {
    for (let count = 0; count < 5; count++) expect(await tryAt(WORLD_NOW, 'a')).toBeUndefined()
    const until = await tryAt(WORLD_NOW, 'a')
    expect(until?.toString()).toBe(WORLD_NOW.add({ seconds: 30 }).toString())
    expect((await tryAt(WORLD_NOW, 'a'))?.toString()).toBe(until?.toString())
    expect(await tryAt(WORLD_NOW.add({ seconds: 30 }), 'a')).toBeUndefined()
    expect((await tryAt(WORLD_NOW.add({ seconds: 31 }), 'a'))?.toString()).toBe(
      WORLD_NOW.add({ seconds: 90 }).toString(),
    )
  })

  test('a hundred tries at once are not a hundred guesses', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => tryAt(WORLD_NOW, 'parallel')))
    expect(answers.filter((until) => until === undefined)).toHaveLength(5)
  })

  test('tries that share counters in another order do not block each other for good', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? tryAt(WORLD_NOW, 'left', 'right') : tryAt(WORLD_NOW, 'right', 'left'),
      ),
    )
    expect(answers.filter((until) => until === undefined)).toHaveLength(FREE_PER_ACCOUNT)
  })

  test('success clears its own counters and takes back one try from a shared one', async () => {
    for (let count = 0; count < 5; count++) await tryAt(WORLD_NOW, 'own', 'shared')
    await world.db.inDirectory((tx) => forgive(tx, { cleared: ['own'], shared: ['shared'] }, WORLD_NOW))
    const rows = await world.db.inDirectory((tx) =>
      tx
        .selectFrom('directory.loginThrottle')
        .select(['key', 'failures'])
        .where('key', 'in', ['own', 'shared'])
        .execute(),
    )
    expect(rows).toEqual([{ key: 'shared', failures: 4 }])
  })

  test('failures of yesterday are forgotten', async () => {
    for (let count = 0; count < 5; count++) await tryAt(WORLD_NOW, 'old')
    const later = WORLD_NOW.add({ hours: 25 })
    for (let count = 0; count < 5; count++) expect(await tryAt(later, 'old')).toBeUndefined()
    expect((await tryAt(later, 'old'))?.toString()).toBe(later.add({ seconds: 30 }).toString())
  })
})

test('an IPv6 subscriber counts as one party, an IPv4 address as itself', () => {
  expect(addressKey('192.0.2.7')).toBe('192.0.2.7')
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:0DB8:1:2::9')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(addressKey('::1')).toBe('0:0:0:0::/64')
})
