import { formatDateRange } from '#src/domain/civil-format.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { type VersionRefused, explainVersion } from '../catalogue/versioned.ts'
import type { ExceptionRefused } from './exceptions.ts'
import type { PeriodRefused } from './periods.ts'
import { planningText } from './text.ts'
import type { HoursRefused } from './week-form.ts'

type PlanningRefused = HoursRefused | PeriodRefused | ExceptionRefused | VersionRefused

/** What any refusal about opening hours says, at its field. */
export function explainPlanning(refused: PlanningRefused, lang: Lang): Explained {
  const t = planningText[lang]
  switch (refused.refused) {
    case 'hours':
      return {
        status: 422,
        errors: refused.problems.map(({ field, problem }) => ({
          field,
          message:
            problem === 'overlap' && field !== 'hours'
              ? field === 'replaces'
                ? t.overlapsGroup
                : t.overlapsOther
              : t.problems[problem],
        })),
      }
    case 'period-overlap': {
      const { id, name, firstDate, lastDate } = refused.other
      const message = t.periodOverlap(name, formatDateRange(firstDate, lastDate, lang))
      return { status: 409, errors: [{ field: 'firstDate', message }], extra: { otherId: id } }
    }
    case 'exception-exists':
      return {
        status: 409,
        errors: [{ field: 'date', message: t.exceptionExists }],
        extra: { otherId: refused.other.id },
      }
    default:
      return explainVersion(refused, lang)
  }
}
