import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AgendaGround, prepareAgenda } from '../worlds/agenda.ts'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { gatherComplaints } from './new-browser.ts'

const WEEK = '/agenda?vue=semaine&date=2026-11-24'
const MONDAY = '2026-11-23'
const TUESDAY = '2026-11-24'
const WEDNESDAY = '2026-11-25'

let world: World
let served: Served
let browser: Browser
let ground: AgendaGround
let id: string
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  served = await serveWorld(world)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})
beforeEach(async () => {
  const booked = await world.alice.postJson('/rendez-vous', ground.booking(`${TUESDAY}T10:00`))
  if (booked.status !== 201) throw new Error(`not booked: ${booked.status}`)
  id = (booked.body as { id: string }).id
  await openWeek({ viewport: { width: 1366, height: 1200 } })
})
afterEach(async () => {
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
  await page.context().close()
  for (const one of await appointments())
    await world.alice.postJson(`/rendez-vous/${one.id}/annulation`, { by: 'practitioner' })
})

test('a drag moves it to another day, says so, and Annuler takes it back', async () => {
  const from = await middleOf(page.locator('.agenda-event'))
  const to = await pointAt(WEDNESDAY, 14 * 60 + 30)
  const grabbed = await pointAt(TUESDAY, 10 * 60 + 15)
  await page.mouse.move(from.x, grabbed.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y - 40, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  expect(await page.locator('.agenda-ghost .agenda-event-time').innerText()).toMatch(/14.h.15 – 15.h/)
  await page.mouse.up()
  await sees('mercredi 25 novembre, 14 h 15 – 15 h')
  expect(await times()).toEqual([`${WEDNESDAY}T14:15`])
  expect(await page.locator(`[data-date="${WEDNESDAY}"] .agenda-event`).count()).toBe(1)
  expect(await page.locator(`[data-date="${TUESDAY}"] .agenda-event`).count()).toBe(0)

  await page.locator('.toast-undo').click()
  await sees('revenu à sa place')
  expect(await times()).toEqual([`${TUESDAY}T10:00`])
  await page.locator(`[data-date="${TUESDAY}"] .agenda-event`).waitFor()
})

test('the lower edge pulled makes it longer; Escape puts back what one holds', async () => {
  const box = await page.locator('.agenda-event').boundingBox()
  if (!box) throw new Error('no appointment on show')
  const edge = { x: box.x + 30, y: box.y + box.height - 3 }
  const later = await pointAt(TUESDAY, 11 * 60 + 30)
  await page.mouse.move(edge.x, edge.y)
  await page.mouse.down()
  await page.mouse.move(edge.x, later.y, { steps: 6 })
  await page.keyboard.press('Escape')
  expect(await page.locator('.agenda-ghost').count()).toBe(0)
  await page.mouse.up()
  expect(page.url()).toContain('/agenda')

  await page.mouse.move(edge.x, edge.y)
  await page.mouse.down()
  await page.mouse.move(edge.x, later.y, { steps: 6 })
  await page.mouse.up()
  await sees('10 h – 11 h 30')
  expect((await appointments())[0]).toMatchObject({ durationMinutes: 90 })
})

test('a sweep over free room opens the form with its time and length', async () => {
  const from = await pointAt(MONDAY, 15 * 60 + 5)
  const to = await pointAt(MONDAY, 16 * 60 + 10)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
  const dialog = page.locator('dialog[open]')
  await dialog.waitFor()
  expect(await dialog.locator('[name=date]').inputValue()).toBe(MONDAY)
  expect(await dialog.locator('[name=time]').inputValue()).toBe('15:00')
  expect(await dialog.locator('[name=durationMinutes]').inputValue()).toBe('75')
})

test('keys move and stretch it, and the focus stays with it', async () => {
  await page.locator('.agenda-event').focus()
  await page.keyboard.down('Alt')
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
  await page.keyboard.up('Alt')
  await sees('mercredi 25 novembre, 10 h 30 – 11 h 15')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await sees('10 h 30 – 11 h 30')
  expect(await times()).toEqual([`${WEDNESDAY}T10:30`])
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(`/rendez-vous/${id}`)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/rendez-vous/${id}`)
})

test('a place that is taken refuses with the free times, and nothing moves', async () => {
  await world.alice.postJson('/rendez-vous', ground.booking(`${WEDNESDAY}T09:00`))
  await page.reload()
  const from = await pointAt(TUESDAY, 10 * 60 + 15)
  const to = await pointAt(WEDNESDAY, 9 * 60 + 30)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
  await sees('déjà pris', 'libres')
  expect(await times()).toEqual([`${TUESDAY}T10:00`, `${WEDNESDAY}T09:00`])
  expect(await page.locator(`[data-date="${TUESDAY}"] .agenda-event`).count()).toBe(1)
})

test('what another window moved meanwhile is not moved again: it says so and shows how things stand', async () => {
  await world.alice.postJson(`/rendez-vous/${id}/deplacement`, { startsAt: `${MONDAY}T11:00` })
  const from = await pointAt(TUESDAY, 10 * 60 + 15)
  const to = await pointAt(WEDNESDAY, 9 * 60 + 30)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
  await sees('a changé entre-temps')
  await page.locator(`[data-date="${MONDAY}"] .agenda-event`).waitFor()
  expect(await times()).toEqual([`${MONDAY}T11:00`])
})

test('a finger swipes to scroll, and moves after a long press', async () => {
  await openWeek({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const from = await pointAt(TUESDAY, 10 * 60 + 15)
  const to = await pointAt(TUESDAY, 11 * 60 + 15)
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: { x: number; y: number }) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] })
  await send('touchStart', from)
  await send('touchMove', { x: from.x, y: from.y - 60 })
  await send('touchMove', { x: from.x, y: from.y - 120 })
  await send('touchEnd')
  await page.waitForFunction('scrollY > 20')
  expect(await times()).toEqual([`${TUESDAY}T10:00`])
  await page.evaluate(STAND_STILL)

  await send('touchStart', from)
  await page.locator('.is-dragging').waitFor()
  await send('touchMove', { x: from.x, y: (from.y + to.y) / 2 })
  await send('touchMove', to)
  await send('touchEnd')
  await sees('11 h – 11 h 45')
  expect(await times()).toEqual([`${TUESDAY}T11:00`])
})

async function openWeek(options: BrowserContextOptions): Promise<void> {
  if (page && !page.isClosed()) await page.context().close()
  const context = await browser.newContext({ locale: 'fr-FR', ...options })
  const [name = '', value = ''] = world.alice.cookie.split('=')
  await context.addCookies([{ name, value, url: served.url }])
  page = await context.newPage()
  page.setDefaultTimeout(8_000)
  complaints = gatherComplaints(page).complaints
  await page.goto(served.url + WEEK)
  await page.waitForFunction('document.readyState === "complete"')
}

/** Goes back to the top and resolves once the page has stopped scrolling. */
const STAND_STILL = `new Promise((resolve) => {
  let still = 0
  const look = () => {
    still = scrollY === 0 ? still + 1 : 0
    scrollTo(0, 0)
    if (still > 20) resolve()
    else requestAnimationFrame(look)
  }
  look()
})`

/** The point of a day column at a minute of its clock. */
async function pointAt(date: string, minutes: number): Promise<{ x: number; y: number }> {
  return page.evaluate<{ x: number; y: number }>(`(() => {
    const grid = document.querySelector('.agenda')
    const box = document.querySelector('.agenda-day[data-date="${date}"]').getBoundingClientRect()
    const edge = parseFloat(getComputedStyle(grid).getPropertyValue('--edge'))
    const first = grid.dataset.startHour * 60
    const last = grid.dataset.endHour * 60
    const y = box.top + edge + ((${minutes} - first) / (last - first)) * (box.height - 2 * edge)
    return { x: box.left + box.width / 2, y }
  })()`)
}

async function middleOf(locator: ReturnType<Page['locator']>): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on show')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function sees(...words: string[]): Promise<void> {
  for (const text of words) {
    await expect
      .poll(async () =>
        (await page.locator('.toast-message').allInnerTexts()).join(' ').replaceAll('\u00a0', ' '),
      )
      .toContain(text)
  }
}

async function appointments(): Promise<{ id: string; startsAt: string; durationMinutes: number }[]> {
  const { body } = await world.alice.json('/rendez-vous?du=2026-11-23&au=2026-11-29&statut=confirmed')
  return (
    body as { items: { id: string; startsAt: string; durationMinutes: number; status: string }[] }
  ).items.filter((one) => one.status === 'confirmed')
}

async function times(): Promise<string[]> {
  return (await appointments()).map((one) => one.startsAt.slice(0, 16))
}
