import { isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { getPatient } from '../find-patient-file.ts'
import { idParam } from '../params.ts'
import {
  availabilitiesAnswer,
  availabilityAnswer,
  availabilityForm,
  idAnswer,
  newAvailabilityForm,
} from './forms.ts'
import { AvailabilitiesPage, AvailabilityPage } from './pages.tsx'
import type { Availability } from './rules.ts'
import { availabilityJson, explainAvailability } from './say.ts'
import {
  addAvailability,
  editAvailability,
  getAvailability,
  listAvailabilities,
  setAvailabilityRemoved,
  undoAvailabilityEdit,
} from './store.ts'
import { availabilityText } from './text.ts'
import { noForm } from '#src/platform/http/fields.ts'
import { patientEvents } from '../events.ts'

const list = '/patients/:id/disponibilites'
const one = `${list}/:availabilityId`
const availabilityId = (params: Readonly<Record<string, string>>): string => idParam(params, 'availabilityId')

export function addAvailabilityRoutes(routes: Routes): void {
  routes.page(list, {
    summary: 'When a patient can come: weekly windows, every week or every second one',
    answer: availabilitiesAnswer,
    load: (visit, { params }) => load(visit, idParam(params)),
    page: (data, view) => <AvailabilitiesPage view={view} {...data} />,
    json: ({ items }) => ({ items: items.map((item) => availabilityJson(item)), next: null }),
  })
  routes.action(list, {
    summary: 'Note an availability: { weekday, from, to, everyWeeks, validFrom, validTo }',
    form: newAvailabilityForm,
    answer: availabilityAnswer,
    act: async (visit, input, { params }) =>
      saved(idParam(params), await addAvailability(visit, idParam(params), input)),
    done: (outcome, { lang }) => ({
      ...answer(outcome, lang, `${outcome.availability.id}/suppression`),
      location: addressOf(outcome.patientId),
      created: true,
    }),
    explain: explainAvailability,
    again: async (visit, attempt, params) => (
      <AvailabilitiesPage view={visit.view} {...await load(visit, idParam(params))} attempt={attempt} />
    ),
  })
  routes.page(one, {
    summary: 'One availability, with the form that changes it',
    answer: availabilityAnswer,
    load: async (visit, { params }) => {
      const patient = await getPatient(visit, idParam(params))
      visit.record(patientEvents.read, patient.id)
      return { patient, availability: await getAvailability(visit, patient.id, availabilityId(params)) }
    },
    page: (data, view) => <AvailabilityPage view={view} {...data} />,
    json: ({ availability }) => availabilityJson(availability),
  })
  routes.action(one, {
    summary: 'Change an availability seen at `version`',
    form: availabilityForm,
    answer: availabilityAnswer,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      return saved(patientId, await editAvailability(visit, patientId, availabilityId(params), input))
    },
    done: (outcome, { lang }) => answer(outcome, lang, undoOf(outcome.availability)),
    explain: explainAvailability,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      const availability = await getAvailability(visit, patient.id, availabilityId(params))
      return (
        <AvailabilityPage view={visit.view} patient={patient} availability={availability} attempt={attempt} />
      )
    },
  })
  routes.action(`${one}/modifications/:version/annulation`, {
    summary: 'Undo the change that made this version of an availability',
    form: noForm,
    answer: availabilityAnswer,
    act: async (visit, _, { params }) => {
      const patientId = idParam(params)
      const version = Number(params['version'])
      return saved(patientId, await undoAvailabilityEdit(visit, patientId, availabilityId(params), version))
    },
    done: (outcome, { lang }) => answer(outcome, lang, undoOf(outcome.availability)),
    explain: explainAvailability,
  })
  addRemoval(routes)
}

function addRemoval(routes: Routes): void {
  for (const [noun, removed] of [
    ['suppression', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`${one}/${noun}`, {
      summary: removed ? 'Remove an availability' : 'Give a removed availability back',
      form: noForm,
      answer: idAnswer,
      act: async (visit, _, { params }) => {
        const patientId = idParam(params)
        const done = await setAvailabilityRemoved(visit, patientId, availabilityId(params), removed)
        return isRefused(done) ? done : { ...done, patientId }
      },
      done: ({ id, patientId }, { lang }) => {
        const t = availabilityText[lang]
        const opposite = removed ? 'retablissement' : 'suppression'
        const undo = { action: `${addressOf(patientId)}/${id}/${opposite}`, label: t.undo }
        return {
          location: addressOf(patientId),
          json: { id },
          toast: { message: removed ? t.removed : t.restored, undo },
        }
      },
      explain: explainAvailability,
    })
  }
}

async function load(visit: Visit, id: string) {
  const patient = await getPatient(visit, id)
  visit.record(patientEvents.read, id)
  return { patient, items: await listAvailabilities(visit, id) }
}

interface Saved {
  patientId: string
  availability: Availability
}

function saved<Refusal extends { refused: string }>(
  patientId: string,
  outcome: Availability | Refusal,
): Saved | Refusal {
  return 'refused' in outcome ? outcome : { patientId, availability: outcome }
}

function answer({ patientId, availability }: Saved, lang: Lang, undo: string) {
  const t = availabilityText[lang]
  return {
    location: addressOf(patientId),
    json: availabilityJson(availability),
    toast: { message: t.saved, undo: { action: `${addressOf(patientId)}/${undo}`, label: t.undo } },
  }
}

function undoOf({ id, version }: Availability): string {
  return `${id}/modifications/${version}/annulation`
}

function addressOf(patientId: string): string {
  return `/patients/${patientId}/disponibilites`
}
