import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { insertPatient, insertSession } from '#test/worlds/people.ts'

let world: World
let served: Served
let browser: Browser
let context: BrowserContext
let address: string
beforeAll(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium()
  context = await browser.newContext({ locale: 'fr-FR' })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
})
beforeEach(async () => {
  address = `/seances/${await insertSession(world.alice, await insertPatient(world.alice, 'Navigateur'))}`
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

interface NoteJson {
  note: { text: string; version: number }
  drafts: { text: string }[]
}
const note = async (): Promise<NoteJson> => (await world.alice.json(address)).body

async function openNote(text: string) {
  const page = await context.newPage()
  await page.goto(served.url + address)
  await page.getByLabel('Vos notes sur cette séance').pressSequentially(text)
  return { page, state: page.locator('[data-autosave-state]') }
}

test('what is typed is kept by itself, and leaving the page makes it a version', async () => {
  const { page, state } = await openNote('Tapé sans rien presser.')
  await expect.poll(() => state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé à')
  expect(await note()).toMatchObject({ note: { version: 0 }, drafts: [{ text: 'Tapé sans rien presser.' }] })
  await page.getByLabel('Vos notes sur cette séance').pressSequentially(' Et la fin.')
  await page.goto('about:blank')
  const whole = { note: { text: 'Tapé sans rien presser. Et la fin.', version: 1 }, drafts: [] }
  await expect.poll(note, { timeout: 10_000 }).toMatchObject(whole)
  await page.close()
})

test('a page reloaded in the middle of a sentence goes on with it', async () => {
  const { page, state } = await openNote('Gardé,')
  await expect.poll(() => state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé à')
  const field = page.getByLabel('Vos notes sur cette séance')
  await field.pressSequentially(' puis tapé')
  await page.reload()
  await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe('Gardé, puis tapé')
  expect(await page.getByText('n’a pas été enregistré').count()).toBe(0)
  await field.press('Control+End')
  await field.pressSequentially(' encore.')
  await expect.poll(() => state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé à')
  await page.goto('about:blank')
  const whole = { note: { text: 'Gardé, puis tapé encore.' }, drafts: [] }
  await expect.poll(note, { timeout: 10_000 }).toMatchObject(whole)
  await page.close()
})

test('what the server turns away is said as it is, and kept in the page', async () => {
  const { page, state } = await openNote('Court.')
  await page.evaluate(`document.querySelector('textarea[name=text]').value = 'x'.repeat(1100000)`)
  await expect
    .poll(() => state.textContent(), { timeout: 15_000 })
    .toBe('Non enregistré : L’envoi est trop volumineux.')
  await page.getByLabel('Vos notes sur cette séance').fill('De nouveau court.')
  await expect.poll(() => state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé à')
  await page.close()
})

test('the second of two tabs is told, and the text of both is kept', async () => {
  const first = await openNote('')
  const second = await openNote('Second.')
  await first.page.getByLabel('Vos notes sur cette séance').pressSequentially('Premier.')
  await expect.poll(() => second.state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé')
  await first.page.getByRole('button', { name: 'Enregistrer' }).click()
  await first.page.waitForLoadState()
  await second.page.getByLabel('Vos notes sur cette séance').pressSequentially(' Suite.')
  await expect.poll(() => second.state.getAttribute('data-state'), { timeout: 15_000 }).toBe('conflict')
  expect(await note()).toMatchObject({ note: { text: 'Premier.' }, drafts: [{ text: 'Second. Suite.' }] })
  await second.page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect
    .poll(() => second.page.getByText('Une autre version a été enregistrée').count(), { timeout: 15_000 })
    .toBe(1)
  await second.page.getByRole('button', { name: 'Enregistrer mon texte' }).click()
  await expect
    .poll(note, { timeout: 10_000 })
    .toMatchObject({ note: { text: 'Second. Suite.', version: 2 }, drafts: [] })
})

test('leaving makes a version also when all that was typed had been kept already', async () => {
  const before = (await note()).note.version
  const { page, state } = await openNote('Gardé. ')
  await expect.poll(() => state.textContent(), { timeout: 15_000 }).toContain('Brouillon gardé à')
  await page.goto('about:blank')
  await expect.poll(async () => (await note()).note.version, { timeout: 10_000 }).toBe(before + 1)
  expect((await note()).drafts).toEqual([])
  await page.close()
})
