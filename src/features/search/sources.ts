import { detailOf, patientName, searchPatients } from '#src/features/patients/index.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import type { IconName } from '#src/ui/index.ts'
import { findActions } from './actions.ts'

export interface Found {
  label: string
  detail: string
  href: string
  icon: IconName
}

/** One kind of thing that the palette finds. `search` takes one statement, and answers at most `limit`. */
export interface SearchSource {
  key: 'patients' | 'appointments' | 'invoices' | 'actions'
  search(work: Work, q: string, limit: number, lang: Lang): Promise<readonly Found[]>
}

/** In the order in which results are shown. */
export const searchSources: readonly SearchSource[] = [
  {
    key: 'patients',
    async search(work, q, limit, lang) {
      const found = await searchPatients(work, q, limit)
      return found.map((patient) => ({
        label: patientName(patient),
        detail: detailOf(patient, lang),
        href: `/patients/${patient.id}`,
        icon: patient.kind === 'couple' || patient.kind === 'family' ? 'users' : 'user',
      }))
    },
  },
  { key: 'actions', search: async (_, q, limit, lang) => findActions(q, lang).slice(0, limit) },
]
