import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { screenshotPages } from '#test/screenshot.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { prepareAgenda } from '#test/worlds/agenda.ts'

const DAY = '2026-11-24'
const SHEET = `/agenda/feuille?date=${DAY}`

let world: World
let served: Served
let browser: Browser
beforeAll(async () => {
  world = await createWorld()
  const { alice } = world
  const ground = await prepareAgenda(alice)
  const made = await alice.postJson('/patients', {
    lastName: 'Sy',
    firstName: 'Omar',
    phones: ['06 12 34 56 78'],
  })
  const patientId = (made.body as { id: string }).id
  for (let hour = 8; hour < 20; hour++) {
    for (const day of ['23', '24', '25', '26', '27', '28']) {
      const startsAt = `2026-11-${day}T${String(hour).padStart(2, '0')}:00`
      const booked = await alice.postJson(
        '/rendez-vous',
        ground.booking(startsAt, { patientId, durationMinutes: 45 }),
      )
      if (booked.status !== 201) throw new Error(`not booked: ${booked.status}`)
    }
  }
  served = await serveWorld(world)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

/** Pages of the document that the browser's own printing makes, on the paper that the page asks for. */
async function printedPages(path: string): Promise<{ pages: number; landscape: boolean }> {
  const context = await browser.newContext({ locale: 'fr-FR' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  const page = await context.newPage()
  await page.goto(served.url + path)
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  await context.close()
  const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
  return { pages: pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0, landscape: Number(width) > Number(height) }
}

test.each([
  [`/agenda?vue=semaine&date=${DAY}`, true],
  [`/agenda?vue=jour&date=${DAY}`, false],
  [SHEET, false],
])('%s prints on one A4 page', async (path, landscape) => {
  expect(await printedPages(path)).toEqual({ pages: 1, landscape })
})

test('telephone numbers are on the sheet only when asked for, and the journal knows', async () => {
  const without = await (await world.alice.get(SHEET)).text()
  expect(without).toContain('Omar Sy')
  expect(without).not.toContain('06\u00a012')
  const withPhones = await (await world.alice.get(`${SHEET}&telephones=1`)).text()
  expect(withPhones).toMatch(/06.12.34.56.78/)
  const journal = await world.alice.json('/journal')
  expect(JSON.stringify(journal.body)).toContain('agenda.print')
  const bobs = await (await world.bob.get(`${SHEET}&telephones=1`)).text()
  expect(bobs).toContain('Personne ce jour-là')
  await screenshotPages(world, [{ path: `${SHEET}&telephones=1`, name: 'sheet', as: 'alice' }])
})
