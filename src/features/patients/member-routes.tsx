import { isId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { explainPatient } from './explain.ts'
import { getPatient, getPatientFile } from './find-patient-file.ts'
import { patientListName } from './find-patient-names.ts'
import { memberForm } from './forms.ts'
import { toJson } from './json.ts'
import { addMember, removeMember } from './members.ts'
import { MemberPage } from './pages/member-page.tsx'
import { detailText } from './person-texts.ts'
import { idParam } from './params.ts'
import { searchPatients } from './search-patients.ts'
import { patientText } from './text.ts'
import { noForm } from '#src/platform/http/fields.ts'

export function addMemberRoutes(routes: Routes): void {
  routes.action('/patients/:id/membres', {
    summary: 'Adds `memberId` to a couple or family',
    form: memberForm,
    act: async (visit, input, { params }) => {
      const memberId = isId(input.memberId)
        ? input.memberId
        : await findOnlyMatch(visit, input.memberIdText ?? '')
      if (typeof memberId !== 'string') return memberId
      const added = await addMember(visit, idParam(params), memberId)
      return isRefused(added) ? added : { patient: await getPatientFile(visit, added.groupId) }
    },
    done: ({ patient }, { lang }) => ({
      location: `/patients/${patient.id}`,
      toast: { message: patientText[lang].memberAdded },
      json: toJson(patient),
    }),
    explain: (refused, lang) =>
      refused.refused === 'several-members'
        ? { status: 422, errors: [{ field: 'memberId', message: patientText[lang].several }] }
        : explainPatient(refused, lang),
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      const text = attempt.value('memberIdText')
      return (
        <MemberPage
          view={visit.view}
          patient={patient}
          attempt={attempt}
          options={await findOptions(visit, text)}
        />
      )
    },
  })

  routes.action('/patients/:id/membres/:memberId/suppression', {
    summary: 'Takes a member out of a couple or family',
    form: noForm,
    act: async (visit, _, { params }) => {
      const removed = await removeMember(visit, idParam(params), idParam(params, 'memberId'))
      return { patient: await getPatientFile(visit, removed.groupId) }
    },
    done: ({ patient }, { lang }) => ({
      location: `/patients/${patient.id}`,
      toast: { message: patientText[lang].memberRemoved },
      json: toJson(patient),
    }),
  })
}

/** Without JavaScript only a name arrives: one match is meant, several are offered as a choice. */
async function findOnlyMatch(
  visit: Visit,
  text: string,
): Promise<string | Refused<'unknown-member'> | Refused<'several-members'>> {
  const found = text.trim() === '' ? [] : await searchPatients(visit, text, 2)
  const [only] = found
  if (!only) return { refused: 'unknown-member' }
  return found.length > 1 ? { refused: 'several-members' } : only.id
}

async function findOptions(visit: Visit, text: string) {
  const found = text.trim() === '' ? [] : await searchPatients(visit, text, 20)
  return found.map((patient) => ({
    value: patient.id,
    label: patientListName(patient),
    detail: detailText(patient, visit.view.lang),
  }))
}
