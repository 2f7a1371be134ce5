import { afterEach, beforeEach, expect, test } from 'vitest'
import { tellWhere } from '#test/journeys/hand.ts'
import { planTheWeek } from '#test/journeys/planning-week.ts'
import { workTheDay } from '#test/journeys/working-day.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { type OldBrowser, launchChromium65 } from './chromium65.ts'
import { handOnOld } from './old-browser.ts'

let world: World
let served: Served
let browser: OldBrowser
beforeEach(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium65()
})
afterEach(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

test.each([
  { scripts: true, how: 'with its scripts' },
  { scripts: false, how: 'with scripts switched off' },
])(
  'a whole day is worked in the Chromium of March 2018, $how',
  async ({ scripts }) => {
    expect(browser.version).toContain('/65.')
    if (!scripts) await browser.switchScriptsOff()
    const hand = handOnOld(browser, served.url, { scripts })
    await tellWhere(hand, workTheDay(hand, world))
    // The taken time was refused, as it had to be; nothing else went wrong.
    expect(browser.complaints).toEqual([expect.stringMatching(/status of 409 .*\/rendez-vous$/)])
    await hand.open('/rendez-vous/nouveau')
    expect(await browser.evaluate('document.querySelectorAll("input[role=combobox]").length')).toBe(
      scripts ? 3 : 1,
    )
  },
  60_000,
)

test.each([
  { scripts: true, how: 'with its scripts' },
  { scripts: false, how: 'with scripts switched off' },
])(
  'a series in its three scopes and an illness over eight people, $how',
  async ({ scripts }) => {
    if (!scripts) await browser.switchScriptsOff()
    const hand = handOnOld(browser, served.url, { scripts })
    await tellWhere(hand, planTheWeek(hand, world))
    // The first answer to a series with dates that cannot be is the page that asks about them.
    expect(browser.complaints.filter((one) => !/status of (409|422) .*\/rendez-vous$/.test(one))).toEqual([])
  },
  90_000,
)
