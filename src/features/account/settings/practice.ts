import { normalizePhone } from '#src/domain/phone.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { PracticeInput } from './form.ts'
import { type PracticeProblem, findPracticeProblems } from './rules.ts'
import { practiceEvents } from '../events.ts'

export interface PracticeSettings extends PracticeInput {
  id: string
}

/** What the settings of a practice are made of: its own row and its practitioner's. */
export async function getPracticeSettings(work: Work, practitionerId: string): Promise<PracticeSettings> {
  const row = await work.tx
    .selectFrom('practice')
    .innerJoin('practitioner', 'practitioner.practiceId', 'practice.practiceId')
    .select([
      'practice.practiceId as id',
      'practice.version',
      'practice.name',
      'practice.legalName',
      'practitioner.displayName as practitionerName',
      'practitioner.profession',
      'practice.addressStreet',
      'practice.addressPostcode',
      'practice.addressCity',
      'practice.phone',
      'practice.email',
      'practice.siret',
      'practice.vatNumber',
      'practitioner.rpps',
      'practitioner.adeli',
      'practice.invoiceTitle',
      'practice.invoicePrefix',
      'practice.invoiceDueDays',
      'practice.lateCancelHours',
      'practice.department',
      'practice.timeZone',
    ])
    .where('practice.practiceId', '=', work.practiceId)
    .where('practitioner.id', '=', practitionerId)
    .executeTakeFirstOrThrow()
  const invoiceTitle = row.invoiceTitle === 'Facture' ? 'Facture' : 'Note d’honoraires'
  return { ...row, invoiceTitle, department: row.department ?? '' }
}

export type PracticeRefusal =
  | Refused<'invalid-practice', { problems: PracticeProblem[] }>
  | Refused<'stale', { current: PracticeSettings }>

/** Both rows change under the practice's version: they are one form. */
export async function updatePractice(
  work: Work,
  practitionerId: string,
  input: PracticeInput,
): Promise<{ changed: number } | PracticeRefusal> {
  const problems = findPracticeProblems(input)
  if (problems.length > 0) return { refused: 'invalid-practice', problems }
  const before = await getPracticeSettings(work, practitionerId)
  if (before.version !== input.version) return { refused: 'stale', current: before }
  const phone = input.phone === '' ? '' : (normalizePhone(input.phone) ?? '')
  const { practitionerName, profession, rpps, adeli, version, ...practice } = input
  const written = await work.tx
    .updateTable('practice')
    .set({ ...practice, phone, department: input.department || null, version: version + 1 })
    .where('practiceId', '=', work.practiceId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) {
    return { refused: 'stale', current: await getPracticeSettings(work, practitionerId) }
  }
  await work.tx
    .updateTable('practitioner')
    .set((row) => ({
      displayName: practitionerName,
      profession,
      rpps,
      adeli,
      version: row('version', '+', 1),
    }))
    .where('id', '=', practitionerId)
    .execute()
  const changed = changedFields(before, { ...input, phone })
  work.record(practiceEvents.update, work.practiceId, { fields: changed.join(' ') })
  return { changed: changed.length }
}

function changedFields(before: PracticeSettings, after: PracticeInput): string[] {
  return Object.entries(after)
    .filter(([field, value]) => field !== 'version' && before[field as keyof PracticeInput] !== value)
    .map(([field]) => field)
}
