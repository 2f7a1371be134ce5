import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { explainPatient } from './explain.ts'
import { markDistinct, unmarkDistinct } from './distinct-patients.ts'
import { distinctText } from './distinct-text.ts'
import { findDistinctPairs, findDuplicates } from './find-duplicates.ts'
import { findPatientFacts } from './find-patient-facts.ts'
import { getPatient } from './find-patient-file.ts'
import { patientListName } from './find-patient-names.ts'
import { distinctForm, mergeForm, mergeQuery } from './forms.ts'
import { mergePatients, unmergePatient } from './merge-patients.ts'
import { DuplicatesPage } from './pages/duplicates-page.tsx'
import { type Compared, MergePage, type MergePageData } from './pages/merge-page.tsx'
import { detailText } from './person-texts.ts'
import { idParam } from './params.ts'
import { searchPatients } from './search-patients.ts'
import { patientText } from './text.ts'
import { noForm } from '#src/platform/http/fields.ts'
import { patientEvents } from './events.ts'

export function addMergeRoutes(routes: Routes): void {
  addDistinctRoutes(routes)

  routes.page('/patients/doublons', {
    summary: 'Pairs of files that may be one person',
    load: async (visit) => ({
      ...(await findDuplicates(visit)),
      distinct: await findDistinctPairs(visit),
    }),
    page: (data, view) => <DuplicatesPage data={data} view={view} />,
    json: ({ pairs, distinct }) => ({ items: pairs, next: null, distinct }),
  })

  routes.page('/patients/:id/fusion', {
    summary: 'Compares two files side by side (?avec= the other id)',
    query: mergeQuery,
    load: async (visit, { params, query }): Promise<MergePageData> => {
      const one = await loadCompared(visit, idParam(params))
      if (query.avec !== undefined && query.avec !== one.patient.id) {
        return { one, other: await loadCompared(visit, query.avec), typed: '', options: undefined }
      }
      return { one, other: undefined, ...(await findOthers(visit, one.patient.id, query.avecText ?? '')) }
    },
    page: (data, view) => <MergePage data={data} view={view} />,
    json: ({ one, other }) => ({ items: other ? [one, other] : [one], next: null }),
  })

  routes.action('/patients/:id/fusion', {
    summary: 'Merges this file into `mergedIntoId` by a pointer; no row is rewritten',
    form: mergeForm,
    act: (visit, { mergedIntoId }, { params }) => mergePatients(visit, idParam(params), mergedIntoId),
    done: ({ id, intoId }, { lang }) => ({
      location: `/patients/${intoId}`,
      toast: {
        message: patientText[lang].mergedDone,
        undo: { action: `/patients/${id}/separation`, label: patientText[lang].undo },
      },
      json: { id, mergedIntoId: intoId },
    }),
    explain: explainPatient,
  })

  routes.action('/patients/:id/separation', {
    summary: 'Takes a merge back: both files are what they were',
    form: noForm,
    act: (visit, _, { params }) => unmergePatient(visit, idParam(params)),
    done: ({ id }, { lang }) => ({
      location: `/patients/${id}`,
      toast: { message: patientText[lang].unmergedDone },
      json: { id, mergedIntoId: null },
    }),
  })
}

/** Both ways of a decision: that two files are two people, and that they may be one after all. */
function addDistinctRoutes(routes: Routes): void {
  routes.action('/patients/:id/distinction', {
    summary: 'Says that this file and `otherId` are two people: they are proposed as duplicates no more',
    form: distinctForm,
    act: (visit, { otherId }, { params }) =>
      markDistinct(visit, { id: idParam(params), otherId }, visit.user.id),
    done: ({ id, otherId }, { lang }) => ({
      location: '/patients/doublons',
      toast: {
        message: distinctText[lang].done,
        undo: { action: `/patients/${id}/rapprochement/${otherId}`, label: distinctText[lang].undo },
      },
      json: { id, otherId },
    }),
    explain: ({ refused }, lang) => ({
      status: 409,
      errors: [{ message: distinctText[lang].refusals[refused] }],
    }),
  })

  routes.action('/patients/:id/rapprochement/:otherId', {
    summary: 'Takes back that these two files are two people',
    form: noForm,
    act: (visit, _, { params }) =>
      unmarkDistinct(visit, { id: idParam(params), otherId: idParam(params, 'otherId') }),
    done: ({ id, otherId }, { lang }) => ({
      location: '/patients/doublons',
      toast: { message: distinctText[lang].proposedAgain },
      json: { id, otherId },
    }),
  })
}

async function loadCompared(visit: Visit, id: string): Promise<Compared> {
  const patient = await getPatient(visit, id)
  visit.record(patientEvents.read, id)
  return { patient, facts: await findPatientFacts(visit, id) }
}

/** Without JavaScript only the typed name arrives: what it may mean is offered as a choice. */
async function findOthers(
  visit: Visit,
  id: string,
  typed: string,
): Promise<Pick<MergePageData, 'typed' | 'options'>> {
  if (typed.trim() === '') return { typed: '', options: undefined }
  const found = await searchPatients(visit, typed, 20)
  const options = found
    .filter((patient) => patient.id !== id)
    .map((patient) => ({
      value: patient.id,
      label: patientListName(patient),
      detail: detailText(patient, visit.view.lang),
    }))
  return { typed, options }
}
