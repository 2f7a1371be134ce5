import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareAgenda } from '../worlds/agenda.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import { type OldBrowser, launchChromium65 } from './chromium65.ts'

const TUESDAY = '2026-11-24'
const WEDNESDAY = '2026-11-25'

let world: World
let served: Served
let browser: OldBrowser
beforeAll(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium65()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

test('the Chromium of March 2018 drags, stretches, sweeps and undoes', async () => {
  const { alice } = world
  const ground = await prepareAgenda(alice)
  expect((await alice.postJson('/rendez-vous', ground.booking(`${TUESDAY}T10:00`))).status).toBe(201)
  const [name = '', value = ''] = alice.cookie.split('=')
  await browser.setViewport(1366, 1100)
  await browser.setCookie(served.url, name, value)
  await browser.goto(`${served.url}/agenda?vue=semaine&date=${TUESDAY}`)

  await browser.drag([await at(TUESDAY, '10:15'), await at(WEDNESDAY, '12:00'), await at(WEDNESDAY, '14:30')])
  await says('mercredi 25 novembre, 14 h 15 – 15 h')
  expect(await times()).toEqual([[`${WEDNESDAY}T14:15`, 45]])
  await browser.until(`document.querySelector('[data-date="${WEDNESDAY}"] .agenda-event')`)

  await browser.evaluate(`document.querySelector('.toast-undo').click()`)
  await says('revenu à sa place')
  await browser.until(`document.querySelector('[data-date="${TUESDAY}"] .agenda-event')`)
  expect(await times()).toEqual([[`${TUESDAY}T10:00`, 45]])

  await browser.drag([await at(TUESDAY, '10:44'), await at(TUESDAY, '11:00'), await at(TUESDAY, '11:15')])
  await says('10 h – 11 h 15')
  expect(await times()).toEqual([[`${TUESDAY}T10:00`, 75]])

  await browser.evaluate(`document.querySelector('.agenda-event').focus()`)
  await browser.pressWithAlt('ArrowRight')
  await says('mercredi 25 novembre, 10 h – 11 h 15')
  expect(await times()).toEqual([[`${WEDNESDAY}T10:00`, 75]])

  await browser.drag([await at(TUESDAY, '15:05'), await at(TUESDAY, '15:40'), await at(TUESDAY, '16:10')])
  await browser.until(`document.querySelector('dialog[open] [name=time]')`)
  expect(await browser.evaluate(`document.querySelector('dialog[open] [name=time]').value`)).toBe('15:00')
  expect(await browser.evaluate(`document.querySelector('dialog[open] [name=durationMinutes]').value`)).toBe(
    '75',
  )
  expect(browser.complaints).toEqual([])

  async function times(): Promise<[string, number][]> {
    const { body } = await alice.json(`/rendez-vous?du=2026-11-23&au=2026-11-29`)
    const { items } = body as { items: { startsAt: string; durationMinutes: number }[] }
    return items.map((item) => [item.startsAt.slice(0, 16), item.durationMinutes])
  }
}, 60_000)

async function at(date: string, time: string): Promise<{ x: number; y: number }> {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return browser.evaluate(`(() => {
    const grid = document.querySelector('.agenda')
    const box = document.querySelector('.agenda-day[data-date="${date}"]').getBoundingClientRect()
    const edge = parseFloat(getComputedStyle(grid).getPropertyValue('--edge'))
    const first = grid.dataset.startHour * 60
    const part = (${hours * 60 + minutes} - first) / (grid.dataset.endHour * 60 - first)
    return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + edge + part * (box.height - 2 * edge)) }
  })()`)
}

async function says(text: string): Promise<void> {
  await browser.until(
    `(document.querySelector('.toast-message') || document.body).textContent.replace(/\u00a0/g, ' ').includes(${JSON.stringify(text)})`,
  )
}
