import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { fillPractice } from './full-practice.ts'
import { gatherComplaints } from './new-browser.ts'
import { pagesOf } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDTHS = [1366, 390]
const SMALLEST = 360
const LIST_WIDTHS = [SMALLEST, 390, 1366, 1920]
const NARROWEST_LINE = 120
const WIDTHS_OF_LINES =
  "[...document.querySelectorAll('.list-body')].filter((line) => line.offsetParent).map((line) => line.clientWidth)"

let world: World
let served: Served
let browser: Browser
let addresses: string[]
beforeAll(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium()
  addresses = pagesOf(world, await fillPractice(world))
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

test('axe finds nothing on any page, light and dark, wide and narrow; none is wider than a small phone', async () => {
  // Two pages at work side by side: while one is drawn the other is fetched.
  const found = await Promise.all([0, 1].map((part) => inspect(addresses.filter((_, at) => at % 2 === part))))
  expect(found.flat()).toEqual([])
}, 600_000)

test('the words of a list keep their width, whatever stands beside or below them', async () => {
  const page = await openPage()
  const found: string[] = []
  for (const address of addresses) {
    if (!(await (await world.alice.get(address)).text()).includes('class="list-body"')) continue
    await page.goto(served.url + address)
    for (const width of LIST_WIDTHS) {
      await page.setViewportSize({ width, height: 844 })
      // What a width asks of the style sheet is answered with the next picture.
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
      const lines = (await page.evaluate(WIDTHS_OF_LINES)) as number[]
      const narrowest = Math.min(...lines)
      if (narrowest < NARROWEST_LINE) found.push(`${address}: ${narrowest} pixels of ${width}`)
    }
  }
  await page.context().close()
  expect(found).toEqual([])
}, 600_000)

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  return context.newPage()
}

async function inspect(pages: readonly string[]): Promise<string[]> {
  const page = await openPage()
  const { complaints } = gatherComplaints(page)
  const found: string[] = []
  for (const address of pages) {
    for (const colorScheme of ['dark', 'light'] as const) {
      // Before the page is drawn: a page already there fades from one theme to the other while axe measures it.
      await page.emulateMedia({ colorScheme })
      await page.goto(served.url + address)
      // What the tools of a developer evaluate is no script of the page: its security policy stays as it is.
      await page.evaluate(axe)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 })
        const look = `${address} ${width} ${colorScheme}`
        found.push(...(await violations(page, colorScheme)).map((violation) => `${look}: ${violation}`))
      }
    }
    await page.setViewportSize({ width: SMALLEST, height: 640 })
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    if (wide !== SMALLEST) found.push(`${address}: ${String(wide)} pixels wide on a phone of ${SMALLEST}`)
    // Pages that are shut say so by their status.
    const refused = complaints.splice(0).filter((line) => !/^4(04|10) |status of 4(04|10)/.test(line))
    found.push(...refused.map((complaint) => `${address}: ${complaint}`))
  }
  await page.context().close()
  return found
}

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
}

/** In the dark only the colours are others: the rest of the rules have been asked in the light. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const options = colorScheme === 'light' ? {} : { runOnly: ['color-contrast', 'link-in-text-block'] }
  const result = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResult
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  )
}
