import type { Found } from '#src/platform/house.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { patientName } from './find-patient-names.ts'
import { detailText } from './person-texts.ts'
import { searchPatients } from './search-patients.ts'

/** Patients as the palette shows them. */
export async function findByWords(
  work: Work,
  q: string,
  limit: number,
  lang: Lang,
): Promise<readonly Found[]> {
  const found = await searchPatients(work, q, limit)
  return found.map((patient) => ({
    label: patientName(patient),
    detail: detailText(patient, lang),
    href: `/patients/${patient.id}`,
    icon: patient.kind === 'couple' || patient.kind === 'family' ? 'users' : 'user',
  }))
}
