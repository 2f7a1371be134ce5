import { isRefused } from '#src/domain/refusal.ts'
import { UPLOAD_BYTES } from '#src/platform/http/bound-body.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Explained, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { refusedToCsv } from './csv/export-patients.ts'
import { choicesForm, confirmForm, delimiterNames, uploadForm, uploadQuery } from './import-forms.ts'
import { describeReason, importJson } from './imports/import-json.ts'
import { importText } from './import-text.ts'
import { chooseImport } from './imports/choose-import.ts'
import { confirmImport } from './imports/confirm-import.ts'
import { getBatch } from './imports/import-store.ts'
import { type ImportPageData, reviewImport } from './imports/review-import.ts'
import { startImport } from './imports/start-import.ts'
import { ImportPage } from './pages/import-page.tsx'
import { UploadPage } from './pages/import-upload-page.tsx'
import { idParam } from './params.ts'

export function addImportRoutes(routes: Routes): void {
  routes.page('/patients/import', {
    summary: 'The form that takes a CSV or vCard file in',
    query: uploadQuery,
    load: async (_, { query }) => query,
    page: ({ erreur }, view) => (
      <UploadPage view={view} errors={erreur ? explain('file-too-large', 'file', view.lang).errors : []} />
    ),
    json: () => ({}),
  })

  routes.action('/patients/import', {
    summary: 'Takes a file in for review (multipart, field `file`); nothing is written to any patient',
    form: uploadForm,
    maxBytes: UPLOAD_BYTES,
    act: async (visit, _, { files }) => {
      const file = files.get('file')
      const upload = file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
      const started = await startImport(visit, visit.user.id, upload)
      return isRefused(started) ? started : { data: await loadImport(visit, started.id) }
    },
    done: ({ data }, { lang }) => ({
      location: `/patients/import/${data.batch.id}`,
      created: true,
      json: importJson(data, lang),
    }),
    explain: (refused, lang) => explain(refused.refused, 'file', lang),
    again: async (visit, attempt) => <UploadPage view={visit.view} errors={attempt.errors} />,
  })

  routes.page('/patients/import/:id', {
    summary: 'What a file would create, refuse and leave out; or, once confirmed, what it did',
    load: (visit, { params }) => loadImport(visit, idParam(params)),
    page: (data, view) => <ImportPage data={data} view={view} />,
    json: (data) => importJson(data, data.lang),
  })

  routes.action('/patients/import/:id', {
    summary: 'Chooses encoding, delimiter and columns; the review is made again',
    form: choicesForm,
    act: async (
      visit,
      { delimiter, mapping, hasHeader, encoding, twoDigitYears, unreadable },
      { params },
    ) => {
      const chosen = await chooseImport(visit, idParam(params), {
        ...(encoding ? { encoding } : {}),
        ...(delimiter ? { delimiter: delimiterNames[delimiter] } : {}),
        ...(hasHeader === undefined ? {} : { hasHeader }),
        ...(mapping ? { mapping } : {}),
        ...(twoDigitYears ? { twoDigitYears } : {}),
        ...(unreadable ? { unreadable } : {}),
      })
      return isRefused(chosen) ? chosen : { data: await loadImport(visit, chosen.id) }
    },
    done: ({ data }, { lang }) => ({
      location: `/patients/import/${data.batch.id}`,
      json: importJson(data, lang),
    }),
    explain: (refused, lang) => explain(refused.refused, 'encoding', lang),
    again: async (visit, attempt, params) => (
      <ImportPage data={await loadImport(visit, idParam(params))} view={visit.view} errors={attempt.errors} />
    ),
  })

  routes.action('/patients/import/:id/confirmation', {
    summary: 'Writes the reviewed file in one transaction; a repeat answers the first result',
    form: confirmForm,
    act: (visit, { version, include }, { params }) => confirmImport(visit, idParam(params), version, include),
    done: ({ id, result }) => ({
      location: `/patients/import/${id}`,
      json: { id, status: 'done', ...result },
    }),
    explain: (refused, lang) => explain(refused.refused, undefined, lang),
    again: async (visit, attempt, params) => (
      <ImportPage data={await loadImport(visit, idParam(params))} view={visit.view} errors={attempt.errors} />
    ),
  })

  routes.file('/patients/import/:id/refus.csv', {
    summary: 'The refused lines as they were, with the reason in a last column',
    contentType: 'text/csv; charset=utf-8',
    load: async (visit, { params }) => {
      const { review } = await loadImport(visit, idParam(params))
      const { lang } = visit.view
      const { header, refused } = review.reading
      return {
        body: refusedToCsv(header, refused, importText[lang].reasonColumn, (reason) =>
          describeReason(reason, lang),
        ),
        contentType: 'text/csv; charset=utf-8',
        fileName: 'lignes-refusees.csv',
      }
    },
  })
}

async function loadImport(visit: Visit, id: string): Promise<ImportPageData> {
  const batch = await getBatch(visit, id)
  const review = await reviewImport(visit, batch)
  // It was read when it was taken in, and choices that make it unreadable are not kept.
  if (isRefused(review)) throw new NotFound('unreadable import')
  return { batch, review, lang: visit.view.lang }
}

function explain(
  code: keyof (typeof importText)['fr']['refusals'],
  field: string | undefined,
  lang: Lang,
): Explained {
  const message = importText[lang].refusals[code]
  const status = code === 'stale-review' || code === 'already-done' ? 409 : 422
  return { status, errors: [field === undefined ? { message } : { field, message }] }
}
