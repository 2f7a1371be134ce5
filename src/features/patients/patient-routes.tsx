import { isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { archivePatient, unarchivePatient } from './archive-patient.ts'
import { availabilityJson } from './availabilities/say.ts'
import { listAvailabilities } from './availabilities/store.ts'
import { createPatient } from './create-patient.ts'
import { explainPatient } from './explain.ts'
import { findPatientFacts } from './find-patient-facts.ts'
import { getPatient, getPatientFile } from './find-patient-file.ts'
import { listQuery, newPatientForm, patientForm } from './forms.ts'
import { toJson, toListJson } from './json.ts'
import { FilePage } from './pages/file-page.tsx'
import { ListPage, type ListPageData } from './pages/list-page.tsx'
import { EditPatientPage, NewPatientPage } from './pages/patient-form-page.tsx'
import { idParam } from './params.ts'
import { type ListedState, listPatients } from './search-patients.ts'
import { patientText } from './text.ts'
import { type StalePatient, updatePatient } from './update-patient.ts'
import { noForm } from '#src/platform/http/fields.ts'
import { patientEvents } from './events.ts'

const states = { actifs: 'active', archives: 'archived', tous: 'all' } as const satisfies Record<
  string,
  ListedState
>

export function addPatientRoutes(routes: Routes): void {
  routes.page('/patients', {
    summary: 'Patients: ?q= finds by name, phone or mail; ?etat= actifs, archives, tous',
    query: listQuery,
    load: (visit, { query }) => loadList(visit, query.q ?? '', states[query.etat ?? 'actifs'], query.cursor),
    page: (data, view) => <ListPage data={data} view={view} />,
    json: (data) => toListJson(data),
  })

  routes.page('/patients/nouveau', {
    summary: 'The form for a new patient',
    load: async () => ({}),
    page: (_, view) => <NewPatientPage view={view} />,
  })

  routes.action('/patients', {
    summary: 'Creates a patient',
    form: newPatientForm,
    act: async (visit, input) => {
      const created = await createPatient(visit, input)
      return isRefused(created) ? created : { patient: await getPatientFile(visit, created.id) }
    },
    done: ({ patient }, { lang }) => ({
      location: `/patients/${patient.id}`,
      created: true,
      toast: { message: patientText[lang].created },
      json: toJson(patient),
    }),
    explain: explainPatient,
    again: async (visit, attempt) => <NewPatientPage view={visit.view} attempt={attempt} />,
  })

  routes.page('/patients/:id', {
    summary: 'A patient’s file',
    load: async (visit, { params }) => {
      const id = idParam(params)
      const file = await getPatientFile(visit, id)
      visit.record(patientEvents.read, id)
      const [facts, availabilities] = await Promise.all([
        findPatientFacts(visit, id),
        listAvailabilities(visit, id),
      ])
      return { file, facts, availabilities }
    },
    page: (data, view) => <FilePage data={data} view={view} />,
    json: ({ file, facts, availabilities }) => ({
      ...toJson(file),
      ...facts,
      availabilities: availabilities.map((one) => availabilityJson(one)),
    }),
  })

  routes.page('/patients/:id/modification', {
    summary: 'The form that edits a patient',
    load: async (visit, { params }) => {
      const id = idParam(params)
      visit.record(patientEvents.read, id)
      return getPatient(visit, id)
    },
    page: (patient, view) => <EditPatientPage view={view} patient={patient} />,
  })

  routes.action('/patients/:id', {
    summary: 'Edits a patient seen at `version`; fields left out stay as they are',
    form: patientForm,
    act: async (visit, { version, ...input }, { params }) => {
      const updated = await updatePatient(visit, idParam(params), version, input)
      return isRefused(updated) ? updated : { patient: await getPatientFile(visit, updated.id) }
    },
    done: ({ patient }, { lang }) => ({
      location: `/patients/${patient.id}`,
      toast: { message: patientText[lang].saved },
      json: toJson(patient),
    }),
    explain: explainPatient,
    again: async (visit, attempt, params) => {
      const stale = attempt.refused?.refused === 'stale' ? (attempt.refused as StalePatient) : undefined
      const patient = stale?.current ?? (await getPatient(visit, idParam(params)))
      // A refusal for another reason must not hide that the file has changed since it was opened.
      const version = stale ? stale.current.version : Number(attempt.value('version')) || patient.version
      return <EditPatientPage view={visit.view} patient={{ ...patient, version }} attempt={attempt} />
    },
  })

  addArchiveRoute(routes, 'archivage', archivePatient, (id, lang) => ({
    message: patientText[lang].archivedDone,
    undo: { action: `/patients/${id}/retablissement`, label: patientText[lang].undo },
  }))
  addArchiveRoute(routes, 'retablissement', unarchivePatient, (_, lang) => ({
    message: patientText[lang].unarchivedDone,
  }))
}

function addArchiveRoute(
  routes: Routes,
  noun: string,
  change: typeof archivePatient,
  toast: (id: string, lang: Lang) => { message: string; undo?: { action: string; label: string } },
): void {
  routes.action(`/patients/:id/${noun}`, {
    summary:
      noun === 'archivage' ? 'Archives a patient; nothing is lost' : 'Takes a patient out of the archive',
    form: noForm,
    act: async (visit, _, { params }) => {
      const changed = await change(visit, idParam(params))
      return isRefused(changed) ? changed : { patient: await getPatientFile(visit, changed.id) }
    },
    done: ({ patient }, { lang }) => ({
      location: `/patients/${patient.id}`,
      toast: toast(patient.id, lang),
      json: toJson(patient),
    }),
    explain: explainPatient,
  })
}

async function loadList(
  visit: Visit,
  q: string,
  state: ListedState,
  cursor: string | undefined,
): Promise<ListPageData> {
  const list = await listPatients(visit, { q, state, cursor })
  const counted = q.trim() === '' && list.items.length > 0
  return {
    ...list,
    q,
    state,
    cursor,
    lang: visit.view.lang,
    count: counted ? await countActive(visit) : undefined,
  }
}

async function countActive(visit: Visit): Promise<number> {
  const { count } = await visit.tx
    .selectFrom('patient')
    .select((select) => select.fn.countAll().as('count'))
    .where('practiceId', '=', visit.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('archivedAt', 'is', null)
    .where('retentionState', '=', 'active')
    .executeTakeFirstOrThrow()
  return Number(count)
}
