import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { SCHOOL_ZONES, type SchoolZone } from '#src/domain/school-zone.ts'
import type { Work } from '#src/platform/work.ts'
import { checkbox } from '#src/platform/http/fields.ts'
import { lockPractitioner } from '../catalogue/practitioner-lock.ts'
import { type AgendaChoices, DEFAULT_CHOICES } from './planning.ts'
import { agendaSettingEvents } from '../events.ts'

export const HOLIDAY_CHOICES = ['hidden', 'shown', 'block'] as const

export const choicesForm = z.object({
  publicHolidays: z.enum(HOLIDAY_CHOICES),
  schoolHolidays: z.enum(HOLIDAY_CHOICES),
  /** Nothing: the zone of the practice's department. */
  schoolZone: z.preprocess((value) => (value === '' ? null : value), z.enum(SCHOOL_ZONES).nullish()),
  preferTouching: checkbox,
  /** 0 where nothing was chosen yet. */
  version: z.coerce.number().int().min(0),
})

export interface StoredChoices extends AgendaChoices {
  /** 0 where nothing was chosen yet. */
  version: number
  department: string | null
}

export async function findChoicesOf(work: Work): Promise<StoredChoices> {
  const row = await work.tx
    .selectFrom('practice')
    .leftJoin('agendaSetting', 'agendaSetting.practiceId', 'practice.practiceId')
    .select([
      'department',
      'publicHolidays',
      'schoolHolidays',
      'schoolZone',
      'preferTouching',
      'agendaSetting.version',
    ])
    .where('practice.practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  const { department, version } = row
  if (version === null) return { ...DEFAULT_CHOICES, version: 0, department }
  return {
    publicHolidays: HOLIDAY_CHOICES.find((one) => one === row.publicHolidays) ?? 'block',
    schoolHolidays: HOLIDAY_CHOICES.find((one) => one === row.schoolHolidays) ?? 'shown',
    schoolZone: zoneOf(row.schoolZone),
    preferTouching: row.preferTouching ?? true,
    version,
    department,
  }
}

/** How the agenda treats holidays, and which free times it offers first. */
export async function updateChoices(
  work: Work,
  { version, ...chosen }: z.output<typeof choicesForm>,
): Promise<StoredChoices | Refused<'stale'>> {
  await lockPractitioner(work)
  const before = await findChoicesOf(work)
  if (before.version !== version) return { refused: 'stale' }
  const values = { ...chosen, schoolZone: chosen.schoolZone ?? null, version: version + 1 }
  if (version === 0) {
    await work.tx
      .insertInto('agendaSetting')
      .values({ id: newId(), ...values })
      .execute()
  } else {
    await work.tx.updateTable('agendaSetting').set(values).where('practiceId', '=', work.practiceId).execute()
  }
  work.record(
    agendaSettingEvents.update,
    work.practiceId,
    chosen.schoolZone === before.schoolZone ? {} : { schoolZone: true },
  )
  return findChoicesOf(work)
}

function zoneOf(text: string | null): SchoolZone | null {
  return SCHOOL_ZONES.find((one) => one === text) ?? null
}
