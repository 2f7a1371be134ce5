import { startOfWeek } from '#src/domain/civil-time.ts'
import { ruleOfRepeat } from '#src/domain/recurrence-repeat.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { CreatedPractice } from '#src/features/account/index.ts'
import { createSeries } from '#src/features/agenda/index.ts'
import { addAvailability, createPatient } from '#src/features/patients/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { createTimeOff, newTimeOffForm } from '#src/features/planning/index.ts'
import { workFor } from '#src/platform/work-for.ts'

/** What stands in the agenda of the months to come: people who come every week, and days away. */
export async function planAhead(platform: Platform, practice: CreatedPractice): Promise<void> {
  await workFor(platform, practice.practiceId, { kind: 'user', id: practice.userId }, async (work) => {
    const nextMonday = startOfWeek(work.today).add({ weeks: 1 })
    await takeTimeOff(work, nextMonday)
    await repeat(work, { firstName: 'Élise', lastName: 'Caron' }, 'weekly', nextMonday.add({ days: 2 }))
    await repeat(
      work,
      { firstName: 'Malo', lastName: 'Le Bihan' },
      'fortnightly',
      nextMonday.add({ days: 4 }),
    )
  })
}

/** A supervision every month, and a day of training on which people are booked already. */
async function takeTimeOff(work: Work, monday: Temporal.PlainDate): Promise<void> {
  const supervision = { kind: 'supervision', label: 'Groupe d’analyse de pratiques', scope: 'part' }
  const training = { kind: 'training', label: 'Formation EMDR', scope: 'days' }
  const day = monday.add({ weeks: 1, days: 3 }).toString()
  for (const typed of [
    {
      ...supervision,
      date: monday.add({ days: 1 }).toString(),
      from: '19:00',
      to: '21:00',
      repeat: 'monthly',
    },
    { ...training, startDate: day, endDate: day },
  ]) {
    requireDone(await createTimeOff(work, newTimeOffForm.parse(typed)))
  }
}

async function repeat(
  work: Work,
  name: { firstName: string; lastName: string },
  how: 'weekly' | 'fortnightly',
  date: Temporal.PlainDate,
): Promise<void> {
  const patient = requireDone(await createPatient(work, name))
  const type = await work.tx
    .selectFrom('appointmentType')
    .select('id')
    .where('name', '=', 'Suivi')
    .executeTakeFirstOrThrow()
  const from = Temporal.PlainTime.from('16:00')
  const weekday = date.dayOfWeek
  requireDone(
    await addAvailability(work, patient.id, {
      weekday,
      from,
      to: from.add({ hours: 3 }),
      everyWeeks: 1,
      validFrom: null,
      validTo: null,
    }),
  )
  // Dates on which the time is taken are left out, as the page would propose.
  requireDone(
    await createSeries(work, {
      patientIds: [patient.id],
      typeId: type.id,
      startsAt: date.toZonedDateTime({ timeZone: work.zone, plainTime: from }).toInstant(),
      rule: { ...ruleOfRepeat(how, date), count: how === 'weekly' ? 12 : 6 },
      choices: new Map(),
      review: 'none',
    }),
  )
}

function requireDone<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefused(outcome)) throw new Error(`the demo's plan was refused: ${JSON.stringify(outcome)}`)
  return outcome as Exclude<Outcome, { refused: string }>
}
