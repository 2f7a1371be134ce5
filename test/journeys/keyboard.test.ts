import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { type Hand, tellWhere } from './hand.ts'
import { gatherComplaints, handOn } from './new-browser.ts'

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

test('an appointment is booked, and search opened and closed, without a mouse', async () => {
  const context = await browser.newContext({ locale: 'fr-FR' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  const page = await context.newPage()
  const { complaints } = gatherComplaints(page)
  const hand = handOn(page, served.url, { scripts: true })
  const made = await world.alice.postJson('/patients', { lastName: 'Müller', firstName: 'Léna' })
  expect(made.status).toBe(201)
  await hand.open('/agenda?vue=jour&date=2026-11-24')
  await tellWhere(hand, bookByKeys(page, hand))
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

async function bookByKeys(page: Page, hand: Hand): Promise<void> {
  const keys = page.keyboard
  await keys.press('Tab')
  expect(await focused(page)).toBe('Aller au contenu')
  await keys.press('Enter')
  await tabTo(page, '10 h')
  await keys.press('Enter')
  await page.locator('dialog[open]').waitFor()
  // The first field has the focus already.
  await keys.type('muller')
  await page.getByRole('option').filter({ hasText: 'Müller Léna' }).waitFor()
  await keys.press('Enter')
  await keys.press('Tab')
  await keys.press('ArrowRight')
  await tabTo(page, 'Enregistrer')
  await Promise.all([page.waitForEvent('load'), keys.press('Enter')])
  await hand.open('/agenda?vue=jour&date=2026-11-24')
  await hand.sees('1 séance', 'Léna Müller')

  // Escape closes what it opened, and the focus is where it was.
  await keys.press('Control+k')
  await page.locator('#search-palette[open]').waitFor()
  await keys.type('lena')
  await page.locator('#search-palette [role=option]').filter({ hasText: 'Léna Müller' }).first().waitFor()
  await keys.press('Escape')
  await page.locator('#search-palette[open]').waitFor({ state: 'detached' })
}

/** Presses Tab until what is named so has the focus; shown while it has it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) !== name) continue
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none')
    return
  }
  throw new Error(`Tab never came to ${name}`)
}

async function focused(page: Page): Promise<string> {
  const text = await page.evaluate<string>('document.activeElement.textContent')
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim()
}
