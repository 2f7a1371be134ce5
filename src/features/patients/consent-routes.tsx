import { isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { consentsInForce, recordConsent } from './consents.ts'
import { getPatientFile } from './find-patient-file.ts'
import { consentForm } from './forms.ts'
import { ConsentsPage } from './pages/consents-page.tsx'
import { idParam } from './params.ts'
import { peopleText } from './people-text.ts'
import { patientEvents } from './events.ts'

export function addConsentRoutes(routes: Routes): void {
  routes.page('/patients/:id/consentements', {
    summary: 'Every decision on record, and the form that records one',
    load: async (visit, { params }) => {
      const file = await getPatientFile(visit, idParam(params))
      visit.record(patientEvents.read, file.id)
      return file
    },
    page: (file, view) => <ConsentsPage file={file} view={view} />,
    json: ({ consents }) => ({ items: consents, inForce: consentsInForce(consents), next: null }),
  })

  routes.action('/patients/:id/consentements', {
    summary: 'Records a decision; the latest per guardian and subject is in force',
    form: consentForm,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      const recorded = await recordConsent(visit, patientId, visit.user.id, input)
      return isRefused(recorded) ? recorded : { patientId, ...recorded, ...input }
    },
    done: ({ patientId, ...consent }, { lang }) => ({
      location: `/patients/${patientId}/consentements`,
      created: true,
      toast: { message: peopleText[lang].consentSaved },
      json: consent,
    }),
    explain: (_, lang) => ({
      status: 422,
      errors: [{ field: 'decidedOn', message: peopleText[lang].futureConsent }],
    }),
    again: async (visit, attempt, params) => {
      const file = await getPatientFile(visit, idParam(params))
      return <ConsentsPage file={file} view={visit.view} attempt={attempt} />
    },
  })
}
