import { detailOf, patientName, searchPatients } from '#src/features/patients/index.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { findActions } from './actions.ts'
import { findAppointments } from './find-appointments.ts'
import { findInvoices } from './find-invoices.ts'
import type { Found } from './found.ts'

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
  { key: 'appointments', search: findAppointments },
  { key: 'invoices', search: findInvoices },
  { key: 'actions', search: async (_, q, limit, lang) => findActions(q, lang).slice(0, limit) },
]
