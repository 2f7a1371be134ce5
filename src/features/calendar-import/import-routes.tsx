import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import { noForm } from '#src/platform/http/fields.ts'
import { UPLOAD_BYTES } from '#src/platform/http/bound-body.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Attempt, Explained, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { idOf } from '#src/platform/http/params.ts'
import { type CalendarBatch, getCalendarBatch, startCalendarImport } from './calendar-batch.ts'
import { chooseCalendar, confirmCalendar, mergeChoices } from './confirm-calendar.ts'
import {
  type Undecided,
  type UnnamedPatient,
  choicesForm,
  readChoices,
  reviewQuery,
  sentChoices,
} from './import-forms.ts'
import { importJson } from './import-json.ts'
import { CalendarReviewPage } from './review-page.tsx'
import { CalendarUploadPage } from './upload-page.tsx'
import { calendarImportText } from './import-text.ts'
import { reviewCalendar } from './review-calendar.ts'
import { findChoices } from '#src/features/planning/index.ts'

export function addImportRoutes(routes: Routes): void {
  routes.form('/agenda/import', {
    summary:
      'Takes an iCalendar file in for review (multipart, field `file`); nothing is written to the agenda',
    shows: 'The form that takes an iCalendar file in',
    query: z.object({ erreur: z.enum(['taille']).optional() }),
    form: noForm,
    maxBytes: UPLOAD_BYTES,
    load: async (_, { query }) => query,
    act: async (visit, _, { files }) => {
      const file = files.get('file')
      const upload = file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
      const started = await startCalendarImport(visit, visit.user.id, upload)
      return isRefused(started) ? started : loadReview(visit, started.id)
    },
    page({ erreur }, view, attempt) {
      const errors = erreur ? explain('file-too-large', 'file', view.lang).errors : attempt?.errors
      return <CalendarUploadPage view={view} errors={errors} />
    },
    done: ({ batch, review }) => ({
      location: `/agenda/import/${batch.id}`,
      created: true,
      json: importJson(batch, review),
    }),
    explain: (refused, lang) => explain(refused.refused, 'file', lang),
  })

  routes.form('/agenda/import/:id', {
    summary:
      'Keeps choices: what subjects become, which overlapping appointments stand; the review is made again',
    shows: 'What a calendar file would write, and what waits for an answer; or, once confirmed, what it did',
    query: reviewQuery,
    form: choicesForm,
    load: (visit, { params, query, attempt }) =>
      attempt ? loadAttempt(visit, idOf(params), attempt) : loadShown(visit, idOf(params), query),
    act: async (visit, input, { params }) => {
      const { choices, unnamed } = await readChoices(visit, input)
      if (unnamed.length > 0) return undecided(unnamed)
      const chosen = await chooseCalendar(visit, idOf(params), { version: input.version, choices })
      return isRefused(chosen) ? chosen : loadReview(visit, chosen.id)
    },
    page: (data, view, attempt) => <CalendarReviewPage view={view} {...data} errors={attempt?.errors} />,
    json: ({ batch, review }) => importJson(batch, review),
    done: ({ batch, review }) => ({
      location: `/agenda/import/${batch.id}`,
      json: importJson(batch, review),
    }),
    explain: explainReview,
  })

  routes.action('/agenda/import/:id/confirmation', {
    summary: 'Writes the reviewed calendar in one transaction; a repeat answers the first result',
    form: choicesForm,
    act: async (visit, input, { params }) => {
      const { choices, unnamed } = await readChoices(visit, input)
      if (unnamed.length > 0) return undecided(unnamed)
      return confirmCalendar(visit, idOf(params), { version: input.version, choices })
    },
    done: ({ id, result }, { lang }) => ({
      location: `/agenda/import/${id}`,
      json: { id, status: 'done', result },
      toast: { message: calendarImportText[lang].toast(result.appointments, result.timeOff) },
    }),
    explain: explainReview,
    again: async (visit, attempt, params) => {
      const data = await loadAttempt(visit, idOf(params), attempt)
      return <CalendarReviewPage view={visit.view} {...data} errors={attempt.errors} />
    },
  })
}

type ShownReview = Omit<Parameters<typeof CalendarReviewPage>[0], 'view' | 'errors'>

async function loadShown(
  visit: Visit,
  id: string,
  { revoir }: { revoir?: 'oui' | undefined },
): Promise<ShownReview> {
  return { ...(await loadReview(visit, id)), again: revoir === 'oui' }
}

async function loadReview(visit: Visit, id: string) {
  return reviewOf(visit, await getCalendarBatch(visit, id))
}

async function reviewOf(visit: Visit, batch: CalendarBatch) {
  const review = await reviewCalendar(visit, batch, visit.user.practitionerId)
  // It was read when it was taken in.
  if (isRefused(review)) throw new NotFound('unreadable import')
  const { types } = await findChoices(visit)
  return { batch, review, types, now: visit.now }
}

/** The review under the choices kept and those of the form that was refused. */
async function loadAttempt(visit: Visit, id: string, attempt: Attempt): Promise<ShownReview> {
  const { choices, unnamed } = await readChoices(visit, sentChoices(attempt))
  const stored = await getCalendarBatch(visit, id)
  const data = await reviewOf(visit, { ...stored, choices: mergeChoices(stored.choices, choices) })
  return { ...data, again: true, unnamed }
}

function undecided(unnamed: readonly UnnamedPatient[]): Undecided {
  return { refused: 'undecided', unnamed }
}

function explainReview(refused: { refused: string } | Undecided, lang: Lang): Explained {
  if (!('unnamed' in refused)) return explain(refused.refused, undefined, lang)
  const t = calendarImportText[lang]
  const errors = refused.unnamed.map(({ index, options }) => ({
    field: `subjects.${index}.patientId`,
    message: t.unnamed(options.length),
  }))
  return { status: 422, errors }
}

function explain(code: string, field: string | undefined, lang: Lang): Explained {
  const { refusals } = calendarImportText[lang]
  const message = refusals[code as keyof typeof refusals] ?? refusals.unreadable
  const status = code === 'stale-review' ? 409 : 422
  return { status, errors: [field === undefined ? { message } : { field, message }] }
}
