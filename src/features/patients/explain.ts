import { formatDate } from '#src/domain/civil-format.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { MembersRefused } from './members.ts'
import type { MergeRefused } from './merge-patients.ts'
import { type InvalidPatient, type Problem, patientKinds } from './rules.ts'
import { patientText } from './text.ts'
import type { StalePatient } from './update-patient.ts'

type PatientRefused = InvalidPatient | StalePatient | MembersRefused | MergeRefused | { refused: 'merged' }

/** Every refusal of the patient actions as sentences at their fields. */
export function explainPatient(refused: PatientRefused, lang: Lang): Explained {
  const t = patientText[lang]
  switch (refused.refused) {
    case 'invalid-patient':
      return { status: 422, errors: refused.problems.map((problem) => explainProblem(problem, lang)) }
    case 'stale':
      return explainStale(refused, lang)
    case 'merged':
      return { status: 409, errors: [{ message: t.isMerged }] }
    case 'not-a-group':
    case 'unknown-member':
    case 'group-as-member':
    case 'too-many-members':
      return { status: 422, errors: [{ field: 'memberId', message: t.memberRefusals[refused.refused] }] }
    default:
      return { status: 409, errors: [{ message: t.mergeRefusals[refused.refused] }] }
  }
}

export function explainProblem({ field, code }: Problem, lang: Lang): { field: string; message: string } {
  const { problems } = patientText[lang]
  const message = field === 'remarks' && code === 'too-long' ? problems['remarks-too-long'] : problems[code]
  return { field, message }
}

function explainStale({ current, typed, differences }: StalePatient, lang: Lang): Explained {
  const t = patientText[lang]
  const fields = differences.map(({ field, present }) => ({
    field,
    message: present === '' ? t.presentEmpty : t.present(describe(field, present)),
  }))
  return {
    status: 409,
    errors: [{ message: t.stale }, ...fields],
    extra: { current, yours: typed },
  }

  function describe(field: string, text: string): string {
    if (field === 'birthDate') return formatDate(Temporal.PlainDate.from(text), 'numeric')
    const kind = field === 'kind' ? patientKinds.find((candidate) => candidate === text) : undefined
    return kind ? t.kinds[kind] : text
  }
}
