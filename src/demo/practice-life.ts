import { isRefused } from '#src/domain/refusal.ts'
import { cancelAppointment, createAppointment, markMissed } from '#src/features/agenda/index.ts'
import { createInvoiceFromSession, recordPayment } from '#src/features/billing/index.ts'
import { addGuardian, createPatient, recordConsent } from '#src/features/patients/index.ts'
import { holdSession, saveNote } from '#src/features/sessions/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { type Habit, comesInWeek, findHabit, isClosedWeek } from './caseload.ts'
import { type Chance, createChance } from './chance.ts'
import { inventNote } from './notes.ts'
import { type DemoPerson, inventParent, inventPerson } from './people.ts'
import { workFor } from '#src/platform/work-for.ts'

export interface LivedPractice {
  practiceId: string
  userId: string
}

export interface LifeSettings {
  seed: number
  weeks: number
  /** Patients seen at the same time of their lives, in sessions a week. */
  fullAt: number
  /** Sessions after which most people stop. */
  usualSessions: number
}

interface Follow extends DemoPerson {
  id: string
  habit: Habit
  sessions: number
  left: number
}

interface Booked {
  id: string
  follow: Follow
  startsAt: Temporal.Instant
}

/** Weeks booked ahead of today, thinner and thinner. */
const WEEKS_AHEAD = 4

/**
 * Lives a practice from the past to today through the application's own actions: people come, are seen, written
 * about, invoiced and paid for, miss, cancel and leave. Deterministic for a seed, relative to the clock.
 */
export async function livePractice(
  platform: Platform,
  practice: LivedPractice,
  settings: LifeSettings,
): Promise<void> {
  const zone = 'Europe/Paris'
  const now = platform.clock()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const thisMonday = today.subtract({ days: today.dayOfWeek - 1 })
  const chance = createChance(settings.seed)
  const taken = new Set<string>()
  let follows: Follow[] = []
  const at = (date: Temporal.PlainDate, hour: number): Temporal.Instant =>
    date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant()
  const during = async <T>(moment: Temporal.Instant, task: (work: Work) => Promise<T>): Promise<T> =>
    workFor(platform, practice.practiceId, { kind: 'user', id: practice.userId }, task, earlier(moment, now))

  for (let week = -settings.weeks; week <= WEEKS_AHEAD; week++) {
    const monday = thisMonday.add({ weeks: week })
    if (isClosedWeek(monday)) continue
    follows = follows.filter((follow) => follow.left > 0)
    const booked = await during(at(monday, 7), async (work) => {
      const types = await readTypes(work)
      if (week <= 0) await welcomeUntilFull(work, chance, taken, follows, settings)
      const appointments: Booked[] = []
      for (const follow of follows) {
        if (!comesInWeek(follow.habit, week + settings.weeks) || (week > 0 && chance.happens(0.2 * week)))
          continue
        const startsAt = at(monday.add({ days: follow.habit.weekday - 1 }), follow.habit.hour)
        const made = await createAppointment(work, {
          patientIds: [follow.id],
          typeId: types.of(follow, chance),
          startsAt,
        })
        if (isRefused(made)) continue
        follow.sessions++
        follow.left--
        appointments.push({ id: made.id, follow, startsAt })
      }
      return appointments
    })
    for (const weekday of [1, 2, 3, 4, 5]) {
      const ofDay = booked.filter(({ follow }) => follow.habit.weekday === weekday)
      const over = ofDay.filter(
        ({ startsAt }) => Temporal.Instant.compare(startsAt.add({ hours: 1 }), now) < 0,
      )
      if (over.length === 0) continue
      const evening = at(monday.add({ days: weekday - 1 }), 20)
      await during(evening, (work) => workThroughDay(work, chance, over, today))
    }
  }
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}

function weeklyLoad(follows: readonly Follow[]): number {
  return follows.reduce((sum, follow) => sum + (follow.habit.parity === undefined ? 1 : 0.5), 0)
}

async function welcomeUntilFull(
  work: Work,
  chance: Chance,
  taken: Set<string>,
  follows: Follow[],
  settings: LifeSettings,
): Promise<void> {
  while (weeklyLoad(follows) < settings.fullAt) {
    const newcomer = await welcome(work, chance, taken, follows, settings)
    if (!newcomer) return
    follows.push(newcomer)
  }
}

async function welcome(
  work: Work,
  chance: Chance,
  taken: Set<string>,
  follows: readonly Follow[],
  settings: LifeSettings,
): Promise<Follow | undefined> {
  const habit = findHabit(
    chance,
    follows.map((follow) => follow.habit),
  )
  if (!habit) return undefined
  const person = inventPerson(chance, work.today, taken)
  const created = await createPatient(work, person.input)
  if (isRefused(created)) throw new Error(`the demo's patient was refused: ${JSON.stringify(created)}`)
  if (person.kind === 'minor')
    await addGuardian(work, created.id, inventParent(chance, person.input.lastName ?? ''))
  if (work.actor.id) {
    await recordConsent(work, created.id, work.actor.id, {
      subject: 'email',
      given: chance.happens(0.85),
      decidedOn: work.today,
    })
  }
  return { ...person, id: created.id, habit, sessions: 0, left: 3 + chance.below(settings.usualSessions * 2) }
}

async function readTypes(work: Work): Promise<{ of(follow: Follow, chance: Chance): string }> {
  const rows = await work.tx.selectFrom('appointmentType').select(['id', 'name']).execute()
  const idOf = (name: string): string => {
    const found = rows.find((row) => row.name === name)
    if (!found) throw new Error(`the practice has no type "${name}"`)
    return found.id
  }
  const usual = { adult: 'Suivi', minor: 'Enfant', couple: 'Couple', family: 'Famille' }
  return {
    of(follow, chance) {
      if (follow.sessions === 0) return idOf('Premier entretien')
      if (follow.kind === 'adult' && chance.happens(0.15)) return idOf('Téléconsultation')
      // An hour and a quarter would run into the next hour's patient.
      return idOf(usual[follow.kind === 'family' ? 'couple' : follow.kind])
    },
  }
}

/** An evening's work: each appointment of the day becomes a session, or does not. */
async function workThroughDay(
  work: Work,
  chance: Chance,
  day: readonly Booked[],
  today: Temporal.PlainDate,
): Promise<void> {
  for (const { id, follow } of day) {
    const fate = chance.below(100)
    if (fate < 4) await markMissed(work, id)
    else if (fate < 9) await cancelAppointment(work, id, { by: fate < 7 ? 'patient' : 'practitioner' })
    else await workThroughSession(work, chance, id, follow, today)
  }
}

async function workThroughSession(
  work: Work,
  chance: Chance,
  appointmentId: string,
  follow: Follow,
  today: Temporal.PlainDate,
): Promise<void> {
  const held = await holdSession(work, appointmentId)
  if (isRefused(held)) return
  const daysAgo = work.today.until(today, { largestUnit: 'days' }).days
  if (chance.happens(daysAgo < 2 ? 0.5 : 0.8)) await saveNote(work, held.sessionId, inventNote(chance))
  if (!chance.happens(daysAgo < 3 ? 0.6 : 0.97)) return
  const invoiced = await createInvoiceFromSession(work, held.sessionId, { issue: true })
  if (isRefused(invoiced)) throw new Error(`the demo's invoice was refused: ${invoiced.refused}`)
  // Nearly everybody pays on the spot; what is old has been paid since.
  if (!chance.happens(daysAgo > 45 ? 0.995 : 0.85)) return
  const invoice = await work.tx
    .selectFrom('invoice')
    .select('dueCents')
    .where('id', '=', invoiced.invoiceId)
    .executeTakeFirstOrThrow()
  if (invoice.dueCents === 0) return
  const method = chance.pick(['cheque', 'cheque', 'cheque', 'card', 'card', 'transfer', 'cash'] as const)
  const drawer = `${follow.input.firstName ?? ''} ${follow.input.lastName ?? ''}`.trim()
  const paid = await recordPayment(work, {
    invoiceId: invoiced.invoiceId,
    method,
    amountCents: invoice.dueCents,
    receivedOn: work.today,
    ...(method === 'cheque'
      ? {
          cheque: {
            number: String(1_000_000 + chance.below(8_999_999)),
            drawer,
            bank: chance.pick(['Crédit Agricole', 'La Banque Postale', 'BNP Paribas', 'Caisse d’Épargne']),
          },
        }
      : {}),
  })
  if (isRefused(paid)) throw new Error(`the demo's payment was refused: ${paid.refused}`)
}
