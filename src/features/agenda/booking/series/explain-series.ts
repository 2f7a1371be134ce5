import { MOST_DATES, type SeriesRefusal } from '#src/domain/recurrence-repeat.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { sayInstant } from '../say-when.ts'
import type { NoSeries } from '../../series/change-scope.ts'
import type { NothingLeft, SeriesReview, SeriesTaken } from '../../series/create-series.ts'
import type { PlannedDate, Problem } from '../../series/plan-dates.ts'
import type { RepeatRefusal } from '../../series/series-forms.ts'
import { seriesText } from './series-text.ts'
import type { UndoRefusal } from '../../series/undo-change.ts'
import { patientNames } from '#src/domain/person-name.ts'
import { closingName } from '#src/features/planning/index.ts'

export type AnySeriesRefusal =
  | SeriesRefusal
  | RepeatRefusal
  | SeriesReview
  | NothingLeft
  | SeriesTaken
  | NoSeries
  | UndoRefusal
  | Refused<'reconsider' | 'already-series' | 'repeat-missing'>

/** What a refusal about several appointments says, in a sentence at its field. */
export function explainSeries(refused: AnySeriesRefusal, lang: Lang): Explained {
  const t = seriesText[lang].refusals
  const at = (field: string, message: string): Explained => ({ status: 422, errors: [{ field, message }] })
  const conflict = (message: string): Explained => ({ status: 409, errors: [{ message }] })
  switch (refused.refused) {
    case 'unsupported-rule':
      return at('rule', t.unsupportedRule)
    case 'unreadable-rule':
      return at('rule', t.unreadableRule)
    case 'endless-rule':
      return at('rule', t.endlessRule)
    case 'start-outside-rule':
      return at('rule', t.startOutsideRule)
    case 'never-matches':
      return at('rule', t.neverMatches)
    case 'ends-before-start':
      return at('repeatUntil', t.endsBeforeStart)
    case 'series-too-long':
      return at('repeatUntil', t.tooLong)
    case 'too-many-dates':
      return at('repeatCount', t.tooManyDates(MOST_DATES))
    case 'single-date':
      return at('repeatCount', t.singleDate)
    case 'repeat-end-missing':
      return at(refused.field, refused.field === 'repeatCount' ? t.countMissing : t.untilMissing)
    case 'series-review': {
      const undecided = refused.rows.filter((row) => row.undecided).length
      const extra = { dates: refused.rows.map((row) => plannedJson(row, lang)) }
      return { status: 409, errors: undecided > 0 ? [{ message: t.review(undecided) }] : [], extra }
    }
    case 'nothing-left':
      return {
        ...conflict(t.nothingLeft),
        extra: { dates: refused.rows.map((row) => plannedJson(row, lang)) },
      }
    case 'repeat-missing':
      return at('repeat', t.repeatMissing)
    case 'series-taken':
      return conflict(t.taken)
    case 'no-series':
      return conflict(t.noSeries)
    case 'already-series':
      return conflict(t.alreadySeries)
    case 'nothing-to-come':
      return conflict(t.nothingToCome)
    case 'changed-since':
      return conflict(t.changedSince)
    case 'nothing-to-undo':
      return conflict(t.nothingToUndo)
    case 'time-taken':
      return conflict(t.timeTaken(sayInstant(refused.startsAt, refused.zone, lang)))
    case 'reconsider':
      return { status: 409, errors: [] }
  }
}

/** A date of a series under the names of the API: what was asked for, why not, what else. */
export function plannedJson(row: PlannedDate, lang: Lang): Record<string, unknown> {
  const { wall, span } = row.wanted
  return {
    key: row.key,
    date: wall.toPlainDate(),
    startsAt: span?.startsAt ?? null,
    endsAt: span?.endsAt ?? null,
    reason: row.problem ?? null,
    label: sayProblem(row, lang),
    nearest: row.nearest,
    takenAt: row.taken?.startsAt ?? null,
  }
}

/** `Jour férié : Noël`, with who cannot come then; '' for a date without a problem. */
export function sayProblem(
  { problem, label, unavailable }: Pick<PlannedDate, 'problem' | 'label' | 'unavailable'>,
  lang: Lang,
): string {
  const t = seriesText[lang]
  const reasons = [
    ...(problem === undefined || problem === 'outside-availability'
      ? []
      : [sayOwnProblem(problem, label, lang)]),
    ...(unavailable.length === 0
      ? []
      : [t.problemNamed(t.problems['outside-availability'], patientNames(unavailable))]),
  ]
  return reasons.join(' · ')
}

function sayOwnProblem(problem: Problem, label: string, lang: Lang): string {
  const t = seriesText[lang]
  switch (problem) {
    case 'time-off':
    case 'public-holiday':
    case 'school-holidays': {
      const name = closingName({ problem, label }, lang)
      return name === '' ? t.problems[problem] : t.problemNamed(t.problems[problem], name)
    }
    default:
      return t.problems[problem]
  }
}
