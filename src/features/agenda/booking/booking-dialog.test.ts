import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let served: Served
let browser: Browser
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  await world.alice.postJson('/rendez-vous', ground.booking('2026-11-24T10:00'))
  served = await serveWorld(world)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

async function openDialog(): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  const page = await context.newPage()
  await page.goto(`${served.url}/agenda?vue=semaine&date=2026-11-24`)
  await page.click('[data-date="2026-11-24"] .agenda-cell[value="15:00"]')
  await page.waitForSelector('dialog[open] [name=patientIdText]')
  return page
}

const count = async (): Promise<number> => {
  const list = await world.alice.json('/rendez-vous?du=2026-11-24&au=2026-11-24')
  return (list.body as { items: unknown[] }).items.length
}

test('a refused form comes back in its dialog, filled in; one press on a free time books it once', async () => {
  const page = await openDialog()
  const dialog = page.locator('dialog[open]')
  await dialog.locator('[name=patientIdText]').fill('Camille Dupont')
  await page.getByRole('option', { name: /Dupont/ }).click()
  await dialog.locator('[name=time]').fill('10:15')
  await dialog.locator('[name=note]').fill('Tapé avant le refus')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('Créneaux libres les plus proches').waitFor()
  expect(new URL(page.url()).pathname).toBe('/agenda')
  expect(await dialog.locator('[name=note]').inputValue()).toBe('Tapé avant le refus')
  expect(await page.evaluate(`document.activeElement.matches('dialog .error-summary')`)).toBe(true)
  expect(await count()).toBe(1)
  await dialog.getByRole('button', { name: 'mardi 24 novembre à 10 h 45' }).click()
  await page.waitForURL('**/rendez-vous/*')
  expect(await page.locator('.toast').innerText()).toMatch(/10\sh\s45/)
  expect(await count()).toBe(2)
  await page.context().close()
}, 60_000)

test('a form refused twice may still be left by Annuler, back on the page below', async () => {
  const page = await openDialog()
  const dialog = page.locator('dialog[open]')
  for (let times = 0; times < 2; times++) {
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await dialog.locator('.error-summary').waitFor()
    await dialog.locator('[name=durationMinutes]').fill('zéro')
  }
  await dialog.getByRole('link', { name: 'Annuler' }).click()
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
  await page.click('.agenda-cell[value="16:00"] >> nth=0')
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/agenda')
  await page.context().close()
}, 60_000)
