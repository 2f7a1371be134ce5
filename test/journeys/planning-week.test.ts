import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { tellWhere } from './hand.ts'
import { gatherComplaints, handOn } from './new-browser.ts'
import { planTheWeek } from './planning-week.ts'

let world: World
let served: Served
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  world = await createWorld()
  served = await serveWorld(world)
})
afterEach(async () => {
  await served.close()
  await world.close()
})

test.each([
  { scripts: true, how: 'with scripts' },
  { scripts: false, how: 'with scripts switched off' },
])(
  'a series in its three scopes and an illness over eight people, $how',
  async ({ scripts }) => {
    const context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'fr-FR' })
    const page = await context.newPage()
    const { complaints } = gatherComplaints(page)
    const hand = handOn(page, served.url, { scripts })
    await tellWhere(hand, planTheWeek(hand, world))
    expect(complaints).toEqual([])
    await context.close()
  },
  90_000,
)
