import { REPEATS } from '#src/domain/recurrence-repeat.ts'
import type { FieldError } from '#src/platform/http/problem.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { DateField, FieldRow, RadioChips, ShowWhen, Stack, TextField } from '#src/ui/index.ts'
import { seriesText } from './series-text.ts'

/** What the fields of a repetition hold, as typed. */
export interface RepeatValues {
  repeat: string
  repeatEnd: string
  repeatCount: string
  repeatUntil: string
}

/** A term of weekly sessions: the number that is changed least often. */
const USUAL_COUNT = '10'

export const NO_REPETITION: RepeatValues = {
  repeat: 'never',
  repeatEnd: 'count',
  repeatCount: USUAL_COUNT,
  repeatUntil: '',
}

export function repeatValuesOf(attempt: Attempt): RepeatValues {
  return {
    repeat: attempt.value('repeat') || NO_REPETITION.repeat,
    repeatEnd: attempt.value('repeatEnd') || NO_REPETITION.repeatEnd,
    repeatCount: attempt.value('repeatCount'),
    repeatUntil: attempt.value('repeatUntil'),
  }
}

export function RepeatFields(props: {
  view: View
  values: RepeatValues
  errors: readonly FieldError[]
  /** An appointment that is there is repeated: never is no answer. */
  required?: boolean
}) {
  const { view, values, errors, required = false } = props
  const t = seriesText[view.lang]
  const errorAt = (...names: string[]): string | undefined =>
    errors.find((error) => error.field !== undefined && names.includes(error.field))?.message
  return (
    <>
      <RadioChips
        name="repeat"
        label={t.repeats}
        value={values.repeat}
        error={errorAt('repeat', 'rule')}
        required={required}
        options={[
          ...(required ? [] : [{ value: 'never', label: t.never }]),
          ...REPEATS.map((repeat) => ({ value: repeat, label: t.repeat[repeat] })),
        ]}
      />
      <ShowWhen field="repeat" values={REPEATS}>
        <Stack>
          <RadioChips
            name="repeatEnd"
            label={t.end}
            value={values.repeatEnd}
            options={[
              { value: 'count', label: t.endCount },
              { value: 'until', label: t.endUntil },
            ]}
          />
          <ShowWhen field="repeatEnd" values={['count']}>
            <FieldRow>
              <TextField
                name="repeatCount"
                label={t.count}
                value={values.repeatCount}
                error={errorAt('repeatCount')}
                inputmode="numeric"
                width="short"
              />
            </FieldRow>
          </ShowWhen>
          <ShowWhen field="repeatEnd" values={['until']}>
            <FieldRow>
              <DateField
                name="repeatUntil"
                label={t.until}
                value={values.repeatUntil}
                error={errorAt('repeatUntil')}
              />
            </FieldRow>
          </ShowWhen>
        </Stack>
      </ShowWhen>
    </>
  )
}
