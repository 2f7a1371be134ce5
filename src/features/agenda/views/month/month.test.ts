import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { createPatient } from '#src/features/patients/index.ts'
import { screenshotPages } from '#test/screenshot.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import { createAppointment } from '../../appointments/create-appointment.ts'

const MONTH = '/agenda?vue=mois&date=2026-12-15'
const FIRST_NAMES = ['Camille', 'Adam', 'Manon', 'Arthur', 'Jade', 'Gabriel', 'Zoé', 'Noé', 'Alice', 'Lucas']
const LAST_NAMES = ['Dupont', 'Moreau', 'Girard', 'Garnier', 'Robert', 'Roux', 'Blanc', 'Martin']

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  await bookMonth()
})
afterAll(() => world.close())

/** Two hundred and fifty appointments of eighty people, on the working days of December 2026. */
async function bookMonth(): Promise<void> {
  await world.alice.work(async (work) => {
    const patientIds: string[] = []
    for (const firstName of FIRST_NAMES) {
      for (const lastName of LAST_NAMES) {
        const patient = await createPatient(work, { firstName, lastName })
        if (isRefused(patient)) throw new Error(patient.refused)
        patientIds.push(patient.id)
      }
    }
    for (let n = 0; n < 250; n++) {
      const day = Temporal.PlainDate.from('2026-12-01').add({
        days: Math.floor(n / 11) + 2 * Math.floor(n / 55),
      })
      const startsAt = day
        .toZonedDateTime({ timeZone: work.zone, plainTime: { hour: 8 + (n % 11) } })
        .toInstant()
      const patientId = patientIds[(n * 7) % patientIds.length] ?? ''
      const made = await createAppointment(work, { patientIds: [patientId], typeId: ground.typeId, startsAt })
      if (isRefused(made)) throw new Error(made.refused)
    }
  })
}

test('a full month weighs at most 20 KB, in at most six statements', async () => {
  world.takeStatements()
  const html = await (await world.alice.get(MONTH)).text()
  const own = world.takeStatements().filter((sql) => !/^(begin|commit)|login_session|append_audit/.test(sql))
  expect(own.length).toBeLessThanOrEqual(6)
  expect(html.match(/class="month-entry/g)).toHaveLength(250)
  expect(gzipSync(html).length).toBeLessThanOrEqual(20_480)
  await screenshotPages(world, [{ path: MONTH, name: 'month', as: 'alice' }])
})

test('it shows whole weeks, with today, the neighbouring months and their own pages', async () => {
  const html = await (await world.alice.get('/agenda?vue=mois&date=2026-11-22')).text()
  expect(html.match(/<td class="month-day/g)).toHaveLength(42)
  expect(html).toContain(
    '<td class="month-day is-outside"><a class="month-day-link" href="/agenda?vue=jour&amp;date=2026-10-26"',
  )
  expect(html).toContain(
    '<td class="month-day is-today"><a class="month-day-link" href="/agenda?vue=jour&amp;date=2026-11-22"',
  )
  expect(html).toContain('href="/agenda?vue=mois&amp;date=2026-10-22"')
})

test('JSON gives the same appointments', async () => {
  const { status, body } = await world.alice.json(MONTH)
  expect(status).toBe(200)
  expect(body).toMatchObject({ firstDate: '2026-11-30', lastDate: '2027-01-03', next: null })
  expect((body as { items: unknown[] }).items).toHaveLength(250)
})
