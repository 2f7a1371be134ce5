import { expect } from 'vitest'
import type { World } from '#test/world.ts'
import { prepareAgenda } from '../worlds/agenda.ts'
import type { Hand } from './hand.ts'
import { logIn } from './working-day.ts'

/**
 * A week's planning, the same in every browser: a series with dates that cannot be, changed in each of its three
 * scopes and taken back, then an illness over eight appointments solved in one step.
 */
export async function planTheWeek(hand: Hand, world: World): Promise<void> {
  const ground = await prepareAgenda(world.alice)
  const made = await world.alice.postJson('/patients', { lastName: 'Moreau', firstName: 'Adam' })
  const patientId = (made.body as { id: string }).id
  const times = async (): Promise<string[]> => {
    const { body } = await world.alice.json(
      `/rendez-vous?patient=${patientId}&du=2026-11-01&statut=confirmed`,
    )
    return (body as { items: { startsAt: string }[] }).items.map(({ startsAt }) => startsAt.slice(0, 16))
  }
  // The third date is taken, and on the fourth there is nobody.
  await world.alice.postJson('/rendez-vous', ground.booking('2026-12-15T10:00'))
  await world.alice.postJson('/absences', {
    kind: 'training',
    startDate: '2026-12-22',
    endDate: '2026-12-22',
  })
  await logIn(hand)
  await bookSeries(hand)
  const six = ['2026-12-01', '2026-12-08', '2026-12-29', '2027-01-05'].map((date) => `${date}T10:00`)
  expect(await times()).toEqual(six)

  await moveScope(hand, world, patientId, '2026-12-08', { scope: 'Ce rendez-vous', time: '11:00' })
  expect(await times()).toEqual([six[0], '2026-12-08T11:00', six[2], six[3]])
  await hand.press('Annuler')
  expect(await times()).toEqual(six)

  await moveScope(hand, world, patientId, '2026-12-29', { scope: 'Celui-ci et les suivants', time: '14:00' })
  expect(await times()).toEqual([six[0], six[1], '2026-12-29T14:00', '2027-01-05T14:00'])
  await hand.press('Annuler')
  expect(await times()).toEqual(six)

  await cancelAll(hand, world, patientId)
  expect(await times()).toEqual([])
  await hand.press('Annuler')
  expect(await times()).toEqual(six)

  await solveIllness(hand, world)
}

async function bookSeries(hand: Hand): Promise<void> {
  await hand.open('/rendez-vous/nouveau?date=2026-12-01&time=10:00')
  await hand.typeAndTake('Patient', 'moreau', 'Moreau Adam')
  await hand.pick('Chaque semaine')
  await hand.type('Nombre de séances', '6')
  await hand.press('Enregistrer')
  await hand.sees('À décider', 'Déjà pris', 'Absence', '4 dates libres')
  await hand.press('Enregistrer la série')
  await hand.sees('4 rendez-vous en série')
}

async function openOn(hand: Hand, world: World, patientId: string, date: string): Promise<void> {
  const { body } = await world.alice.json(`/rendez-vous?patient=${patientId}&du=${date}&au=${date}`)
  const [first] = (body as { items: { id: string }[] }).items
  await hand.open(`/rendez-vous/${first?.id}`)
}

async function moveScope(
  hand: Hand,
  world: World,
  patientId: string,
  date: string,
  { scope, time }: { scope: string; time: string },
): Promise<void> {
  await openOn(hand, world, patientId, date)
  await hand.follow('Déplacer')
  await hand.type('Heure', time)
  await hand.pick(scope)
  await hand.press('Déplacer')
}

async function cancelAll(hand: Hand, world: World, patientId: string): Promise<void> {
  await openOn(hand, world, patientId, '2026-12-08')
  await hand.follow('Annuler')
  await hand.pick('Toute la série')
  await hand.pick('Moi')
  await hand.press('Confirmer l’annulation')
}

async function solveIllness(hand: Hand, world: World): Promise<void> {
  const ids: string[] = []
  for (let hour = 9; hour < 17; hour++) {
    const patient = await world.alice.postJson('/patients', { lastName: `Nom${hour}`, firstName: 'Zoé' })
    const ground = await prepareAgenda(world.alice)
    const startsAt = `2026-12-03T${String(hour).padStart(2, '0')}:00`
    const { id } = patient.body as { id: string }
    const booked = await world.alice.postJson('/rendez-vous', ground.booking(startsAt, { patientId: id }))
    ids.push((booked.body as { id: string }).id)
  }
  await hand.open('/absences/nouvelle')
  await hand.pick('Maladie')
  await hand.type('Premier jour', '2026-12-03')
  await hand.press('Enregistrer')
  await hand.sees('8 rendez-vous tombent pendant cette absence')
  await hand.follow('Décider ce qu’ils deviennent')
  await hand.sees('Zoé Nom9', 'Zoé Nom16')
  await hand.press('Appliquer')
  await hand.sees('8 rendez-vous déplacés', 'Rien n’a été envoyé')
  const dates = async (): Promise<string[]> => {
    const { body } = await world.alice.json('/rendez-vous?q=nom&du=2026-11-23&au=2027-01-31')
    return (body as { items: { id: string; startsAt: string }[] }).items
      .filter(({ id }) => ids.includes(id))
      .map(({ startsAt }) => startsAt.slice(0, 10))
  }
  expect(await dates()).not.toContain('2026-12-03')
  await hand.press('Annuler')
  expect(new Set(await dates())).toEqual(new Set(['2026-12-03']))
}
