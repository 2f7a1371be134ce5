import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Explained, Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { explainProblem } from './explain.ts'
import { getPatient } from './find-patient-file.ts'
import type { Guardian } from './guardians.ts'
import { idParam } from './params.ts'
import type { Payer } from './payers.ts'
import { peopleText } from './people-text.ts'
import type { InvalidPatient } from './rules.ts'
import { explainStaleFields } from './stale-fields.ts'
import { noForm } from '#src/platform/http/fields.ts'
import type { RelatedPageProps } from './pages/related-person-page.tsx'
import { patientEvents } from './events.ts'

/** Changed by somebody else since the form was opened. */
type StalePerson = Refused<'stale-guardian' | 'stale-payer', { current: Guardian | Payer }>
type PersonRefused = InvalidPatient | StalePerson | Refused<'group-guardian'>

/** Somebody who stands on a patient's file with a form of their own: a guardian, a payer. */
export interface RelatedPerson<Input, Person extends Guardian | Payer> {
  /** Where they are, below the address of the file. */
  noun: string
  /** As the API document calls them. */
  what: 'guardian' | 'payer'
  newForm: z.ZodType<Input>
  form: z.ZodObject & z.ZodType<Input & { version: number }>
  add(work: Work, patientId: string, input: Input): Promise<{ id: string } | PersonRefused>
  get(work: Work, patientId: string, id: string): Promise<Person>
  update(
    work: Work,
    patientId: string,
    id: string,
    version: number,
    input: Input,
  ): Promise<{ id: string } | PersonRefused>
  setRemoved(work: Work, patientId: string, id: string, removed: boolean): Promise<{ id: string }>
  page(props: RelatedPageProps<Person>): Child
  /** The person's values as their form shows them. */
  fields(person: Person): { value(name: string): string }
}

/** Their form, new or filled; adding, editing, taking off the file and putting back. */
export function addRelatedPersonRoutes<Input, Person extends Guardian | Payer>(
  routes: Routes,
  kind: RelatedPerson<Input, Person>,
): void {
  const { noun, what } = kind
  const list = `/patients/:id/${noun}`
  const idName = `${what}Id`
  const one = `${list}/:${idName}`
  const saved = { guardian: 'guardianSaved', payer: 'payerSaved' } as const
  const removedText = { guardian: 'guardianRemoved', payer: 'payerRemoved' } as const
  const restoredText = { guardian: 'guardianRestored', payer: 'payerRestored' } as const

  routes.page(`${list}/nouveau`, {
    summary: `The form for a new ${what}`,
    load: (visit, { params }) => getPatient(visit, idParam(params)),
    page: (patient, view) => kind.page({ view, patient }),
  })

  routes.action(list, {
    summary: `Adds a ${what}`,
    form: kind.newForm,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      const added = await kind.add(visit, patientId, input)
      return isRefused(added) ? added : { patientId, person: await kind.get(visit, patientId, added.id) }
    },
    done: ({ patientId, person }, { lang }) => ({
      location: `/patients/${patientId}`,
      created: true,
      toast: { message: peopleText[lang][saved[what]] },
      json: person,
    }),
    explain,
    again: async (visit, attempt, params) =>
      kind.page({ view: visit.view, patient: await getPatient(visit, idParam(params)), attempt }),
  })

  routes.page(one, {
    summary: `A ${what}, with the form that edits them`,
    load: async (visit, { params }) => {
      const patient = await getPatient(visit, idParam(params))
      visit.record(patientEvents.read, patient.id)
      return { patient, person: await kind.get(visit, patient.id, idParam(params, idName)) }
    },
    page: (data, view) => kind.page({ view, ...data }),
    json: ({ person }) => person,
  })

  routes.action(one, {
    summary: `Edits a ${what} seen at \`version\``,
    form: kind.form,
    act: async (visit, input, { params }) => {
      const patientId = idParam(params)
      const id = idParam(params, idName)
      const updated = await kind.update(visit, patientId, id, input.version, input)
      return isRefused(updated) ? updated : { patientId, person: await kind.get(visit, patientId, id) }
    },
    done: ({ patientId, person }, { lang }) => ({
      location: `/patients/${patientId}`,
      toast: { message: peopleText[lang][saved[what]] },
      json: person,
    }),
    explain,
    again: async (visit, attempt, params) => {
      const patient = await getPatient(visit, idParam(params))
      const person = await kind.get(visit, patient.id, idParam(params, idName))
      return kind.page({ view: visit.view, patient, person, attempt })
    },
  })

  for (const removed of [true, false]) {
    routes.action(`${one}/${removed ? 'suppression' : 'retablissement'}`, {
      summary: removed ? `Takes a ${what} off the file` : `Puts a ${what} back`,
      form: noForm,
      act: async (visit, _input, { params }) => {
        const patientId = idParam(params)
        const { id } = await kind.setRemoved(visit, patientId, idParam(params, idName), removed)
        return { patientId, id }
      },
      done: ({ patientId, id }, { lang }) => {
        const t = peopleText[lang]
        const location = `/patients/${patientId}`
        if (!removed) return { location, toast: { message: t[restoredText[what]] }, json: { id } }
        const undo = { action: `${location}/${noun}/${id}/retablissement`, label: t.undo }
        return { location, toast: { message: t[removedText[what]], undo }, json: { id } }
      },
    })
  }

  function explain(refused: PersonRefused, lang: Lang): Explained {
    switch (refused.refused) {
      case 'invalid-patient':
        return { status: 422, errors: refused.problems.map((problem) => explainProblem(problem, lang)) }
      case 'group-guardian':
        return { status: 422, errors: [{ message: peopleText[lang].groupGuardian }] }
      default:
        return explainStaleFields(
          kind.fields(refused.current as Person).value,
          kind.form,
          refused.current,
          lang,
        )
    }
  }
}
