import type { Done } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { appointmentJson } from '../../appointments/appointment-json.ts'
import { appointmentText } from '../appointment-text.ts'
import type { ChangedSeries } from '../../series/change-series.ts'
import type { CreatedSeries } from '../../series/create-series.ts'
import { plannedJson } from './explain-series.ts'
import { seriesText } from './series-text.ts'
import { patientNames } from '#src/domain/person-name.ts'

/** Where a new series leads, and what a client reads of it: its first appointment and all of them. */
export function createdSeriesAnswer(created: CreatedSeries, lang: Lang): Done {
  const { seriesId, changeId, rule, items, skipped } = created
  const [first] = items
  if (!first) throw new Error('a series without appointment')
  const { toasts } = seriesText[lang]
  const message = toasts.created(patientNames(first.patients), items.length)
  return {
    location: `/rendez-vous/${first.id}`,
    created: true,
    json: {
      ...appointmentJson(first),
      seriesId,
      changeId,
      rule,
      items: items.map((item) => appointmentJson(item)),
      skipped: skipped.map((row) => plannedJson(row, lang)),
    },
    toast: {
      message: skipped.length === 0 ? message : `${message}, ${toasts.skipped(skipped.length)}`,
      undo: undoOf(changeId, lang),
    },
  }
}

export type SeriesVerb = 'changed' | 'moved' | 'cancelled' | 'restored'

export function changedSeriesAnswer(changed: ChangedSeries, said: SeriesVerb, lang: Lang): Done {
  const { changeId, selected, items, left } = changed
  const message = seriesText[lang].toasts[said](patientNames(selected.patients), items.length)
  return {
    location: `/rendez-vous/${selected.id}`,
    json: {
      ...appointmentJson(selected),
      changeId,
      items: items.map((item) => appointmentJson(item)),
      left: left.map((row) => plannedJson(row, lang)),
    },
    toast: { message, undo: undoOf(changeId, lang) },
  }
}

export function restoredSeriesAnswer(changed: ChangedSeries, lang: Lang): Done {
  return changedSeriesAnswer(changed, 'restored', lang)
}

function undoOf(changeId: string, lang: Lang) {
  return {
    action: `/rendez-vous/changements/${changeId}/annulation`,
    label: appointmentText[lang].undo,
  }
}
