import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
let served: Served
let browser: Browser
beforeAll(async () => {
  world = await createWorld()
  world.setNow('2026-11-23T07:00:00Z')
  served = await serveWorld(world)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

async function openWeek(javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'fr-FR' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  const page = await context.newPage()
  await page.goto(`${served.url}/agenda?vue=semaine&date=2026-11-25`)
  return page
}

const cellAt = (date: string, time: string): string => `[data-date="${date}"] .agenda-cell[value="${time}"]`

describe('a half hour of the grid', () => {
  test('leads to the form at its day and time, without scripts, by mouse and by keyboard', async () => {
    const page = await openWeek(false)
    await page.click(cellAt('2026-11-26', '11:30'))
    expect(await page.inputValue('[name=date]')).toBe('2026-11-26')
    expect(await page.inputValue('[name=time]')).toBe('11:30')
    await page.goBack()
    await page.focus(cellAt('2026-11-24', '14:00'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/rendez-vous/nouveau?date=2026-11-24&time=14%3A30')
    await page.context().close()
  })

  test('says its time', async () => {
    const page = await openWeek(false)
    const cell = page.locator(cellAt('2026-11-26', '11:30'))
    expect(await cell.textContent()).toBe('11\u00a0h\u00a030')
    await cell.hover()
    expect(await page.locator('.agenda-cell:hover').count()).toBe(1)
    const seen = `getComputedStyle(document.querySelector('.agenda-cell:hover')).opacity`
    expect(await page.evaluate(seen)).toBe('1')
    await page.context().close()
  })

  test('is one stop of the Tab key with scripts, arrows go on, and Enter opens the dialog', async () => {
    const page = await openWeek(true)
    const stops = page.locator('.agenda-cell[tabindex="0"]')
    await expect.poll(() => stops.count()).toBe(1)
    await stops.focus()
    const opening = (await stops.getAttribute('value')) ?? ''
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    expect(await stops.count()).toBe(1)
    const later = Temporal.PlainTime.from(opening).add({ minutes: 30 }).toString({ smallestUnit: 'minute' })
    const focused = `document.activeElement.matches('${cellAt('2026-11-26', later)}')`
    expect(await page.evaluate(focused)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open] [name=date]')
    expect(await page.inputValue('dialog [name=date]')).toBe('2026-11-26')
    expect(await page.inputValue('dialog [name=time]')).toBe(later)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
    expect(await page.evaluate(focused)).toBe(true)
    await page.context().close()
  })

  test('may be skipped', async () => {
    const page = await openWeek(false)
    await page.locator('.skip-link[href="#agenda-end"]').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.activeElement.closest('.agenda') === null`)).toBe(true)
    await page.context().close()
  })
})
