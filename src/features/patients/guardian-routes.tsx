import type { Explained, Routes } from '#src/platform/http/routes.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Lang } from '#src/platform/text.ts'
import { explainProblem } from './explain.ts'
import { getPatient } from './find-patient-file.ts'
import { guardianForm, newGuardianForm, noForm } from './forms.ts'
import {
  type StaleGuardian,
  addGuardian,
  getGuardian,
  setGuardianRemoved,
  updateGuardian,
} from './guardians.ts'
import { GuardianPage, guardianFields } from './pages/guardian-page.tsx'
import { idParam } from './params.ts'
import { peopleText } from './people-text.ts'
import type { InvalidPatient } from './rules.ts'
import { explainStaleFields } from './stale-fields.ts'

const list = '/patients/:id/responsables'

export function addGuardianRoutes(routes: Routes): void {
  routes.page(`${list}/nouveau`, {
    summary: 'The form for a new guardian',
    load: (visit, { params }) => getPatient(visit, idParam(params)),
    page: (patient, view) => <GuardianPage view={view} patient={patient} />,
  })

  routes.action(list, {
    summary: 'Adds a guardian',
    form: newGuardianForm,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      const added = await addGuardian(visit, patientId, input)
      return isRefused(added) ? added : { patientId, guardian: await getGuardian(visit, patientId, added.id) }
    },
    done: ({ patientId, guardian }, { lang }) => ({
      location: `/patients/${patientId}`,
      created: true,
      toast: { message: peopleText[lang].guardianSaved },
      json: guardian,
    }),
    explain,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      return <GuardianPage view={visit.view} patient={patient} attempt={attempt} />
    },
  })

  routes.page(`${list}/:guardianId`, {
    summary: 'A guardian, with the form that edits them',
    load: async (visit, { params }) => {
      const patient = await getPatient(visit, idParam(params))
      visit.audit('patient.read', { type: 'patient', id: patient.id })
      return { patient, guardian: await getGuardian(visit, patient.id, idParam(params, 'guardianId')) }
    },
    page: ({ patient, guardian }, view) => <GuardianPage view={view} patient={patient} guardian={guardian} />,
    json: ({ guardian }) => guardian,
  })

  routes.action(`${list}/:guardianId`, {
    summary: 'Edits a guardian seen at `version`',
    form: guardianForm,
    act: async (visit, { version, ...input }, { params }) => {
      const patientId = idParam(params)
      const id = idParam(params, 'guardianId')
      const updated = await updateGuardian(visit, patientId, id, version, input)
      return isRefused(updated) ? updated : { patientId, guardian: await getGuardian(visit, patientId, id) }
    },
    done: ({ patientId, guardian }, { lang }) => ({
      location: `/patients/${patientId}`,
      toast: { message: peopleText[lang].guardianSaved },
      json: guardian,
    }),
    explain,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      const guardian = await getGuardian(visit, patient.id, idParam(params, 'guardianId'))
      return <GuardianPage view={visit.view} patient={patient} guardian={guardian} attempt={attempt} />
    },
  })

  for (const [noun, removed] of [
    ['suppression', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`${list}/:guardianId/${noun}`, {
      summary: removed ? 'Takes a guardian off the file' : 'Puts a guardian back',
      form: noForm,
      act: async (visit, _, { params }) => {
        const patientId = idParam(params)
        return {
          patientId,
          ...(await setGuardianRemoved(visit, patientId, idParam(params, 'guardianId'), removed)),
        }
      },
      done: ({ patientId, id }, { lang }) => {
        const t = peopleText[lang]
        const undo = { action: `/patients/${patientId}/responsables/${id}/retablissement`, label: t.undo }
        return {
          location: `/patients/${patientId}`,
          toast: removed ? { message: t.guardianRemoved, undo } : { message: t.guardianRestored },
          json: { id },
        }
      },
    })
  }
}

function explain(
  refused: InvalidPatient | StaleGuardian | { refused: 'group-guardian' },
  lang: Lang,
): Explained {
  switch (refused.refused) {
    case 'invalid-patient':
      return { status: 422, errors: refused.problems.map((problem) => explainProblem(problem, lang)) }
    case 'group-guardian':
      return { status: 422, errors: [{ message: peopleText[lang].groupGuardian }] }
    case 'stale-guardian':
      return explainStaleFields(guardianFields(refused.current).value, guardianForm, refused.current, lang)
  }
}
