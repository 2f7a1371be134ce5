import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { tellWhere } from './hand.ts'
import { gatherComplaints, handOn } from './new-browser.ts'
import { workTheDay } from './working-day.ts'

let world: World
let served: Served
let browser: Browser
beforeAll(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

test('a whole day is worked with scripts switched off', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })
  const page = await context.newPage()
  const { complaints, refusals } = gatherComplaints(page)
  const hand = handOn(page, served.url, { scripts: false })
  await tellWhere(hand, workTheDay(hand, world))
  expect(complaints).toEqual([])
  expect(refusals).toEqual(['409 /rendez-vous'])
  await context.close()
}, 60_000)
