import { isRefused } from '#src/domain/refusal.ts'
import type { Explained, Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { explainProblem } from './explain.ts'
import { getPatient } from './find-patient-file.ts'
import { newPayerForm, noForm, payerForm } from './forms.ts'
import { PayerPage, payerFields } from './pages/payer-page.tsx'
import { idParam } from './params.ts'
import { type StalePayer, addPayer, getPayer, setPayerRemoved, updatePayer } from './payers.ts'
import { peopleText } from './people-text.ts'
import type { InvalidPatient } from './rules.ts'
import { explainStaleFields } from './stale-fields.ts'

const list = '/patients/:id/payeurs'

export function addPayerRoutes(routes: Routes): void {
  routes.page(`${list}/nouveau`, {
    summary: 'The form for a new payer',
    load: (visit, { params }) => getPatient(visit, idParam(params)),
    page: (patient, view) => <PayerPage view={view} patient={patient} />,
  })

  routes.action(list, {
    summary: 'Adds a payer',
    form: newPayerForm,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      const added = await addPayer(visit, patientId, input)
      return isRefused(added) ? added : { patientId, payer: await getPayer(visit, patientId, added.id) }
    },
    done: ({ patientId, payer }, { lang }) => ({
      location: `/patients/${patientId}`,
      created: true,
      toast: { message: peopleText[lang].payerSaved },
      json: payer,
    }),
    explain,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      return <PayerPage view={visit.view} patient={patient} attempt={attempt} />
    },
  })

  routes.page(`${list}/:payerId`, {
    summary: 'A payer, with the form that edits them',
    load: async (visit, { params }) => {
      const patient = await getPatient(visit, idParam(params))
      visit.audit('patient.read', { type: 'patient', id: patient.id })
      return { patient, payer: await getPayer(visit, patient.id, idParam(params, 'payerId')) }
    },
    page: ({ patient, payer }, view) => <PayerPage view={view} patient={patient} payer={payer} />,
    json: ({ payer }) => payer,
  })

  routes.action(`${list}/:payerId`, {
    summary: 'Edits a payer seen at `version`',
    form: payerForm,
    act: async (visit, { version, ...input }, { params }) => {
      const patientId = idParam(params)
      const id = idParam(params, 'payerId')
      const updated = await updatePayer(visit, patientId, id, version, input)
      return isRefused(updated) ? updated : { patientId, payer: await getPayer(visit, patientId, id) }
    },
    done: ({ patientId, payer }, { lang }) => ({
      location: `/patients/${patientId}`,
      toast: { message: peopleText[lang].payerSaved },
      json: payer,
    }),
    explain,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      const payer = await getPayer(visit, patient.id, idParam(params, 'payerId'))
      return <PayerPage view={visit.view} patient={patient} payer={payer} attempt={attempt} />
    },
  })

  for (const [noun, removed] of [
    ['suppression', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`${list}/:payerId/${noun}`, {
      summary: removed ? 'Takes a payer off the file' : 'Puts a payer back',
      form: noForm,
      act: async (visit, _, { params }) => {
        const patientId = idParam(params)
        return {
          patientId,
          ...(await setPayerRemoved(visit, patientId, idParam(params, 'payerId'), removed)),
        }
      },
      done: ({ patientId, id }, { lang }) => {
        const t = peopleText[lang]
        const undo = { action: `/patients/${patientId}/payeurs/${id}/retablissement`, label: t.undo }
        return {
          location: `/patients/${patientId}`,
          toast: removed ? { message: t.payerRemoved, undo } : { message: t.payerRestored },
          json: { id },
        }
      },
    })
  }
}

function explain(refused: InvalidPatient | StalePayer, lang: Lang): Explained {
  if (refused.refused === 'invalid-patient') {
    return { status: 422, errors: refused.problems.map((problem) => explainProblem(problem, lang)) }
  }
  return explainStaleFields(payerFields(refused.current).value, payerForm, refused.current, lang)
}
