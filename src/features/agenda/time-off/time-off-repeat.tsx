import { formatDate } from '#src/domain/civil-format.ts'
import { dateOfDay } from '#src/domain/wall-clock.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  Card,
  DateField,
  FieldRow,
  HiddenField,
  List,
  Notice,
  SelectField,
  ShowWhen,
} from '#src/ui/index.ts'
import {
  nextDays,
  repeatOf,
  settingsText,
  TIME_OFF_REPEATS,
  type TimeOff,
} from '#src/features/planning/index.ts'

export function RepeatFields({
  view,
  timeOff,
  attempt,
}: {
  view: View
  timeOff: TimeOff | undefined
  attempt: Attempt | undefined
}) {
  const t = settingsText[view.lang]
  const start = timeOff?.startsAt.toZonedDateTimeISO(view.zone).toPlainDate()
  const stored = start ? repeatOf(timeOff?.rule ?? null, start) : 'none'
  const error = attempt?.error('repeat') ?? attempt?.error('rule')
  if (stored === undefined) {
    return (
      <>
        <HiddenField name="rule" value={timeOff?.rule ?? ''} />
        <Notice>{t.repeatsOther}</Notice>
      </>
    )
  }
  return (
    <FieldRow>
      <SelectField
        name="repeat"
        label={t.repeat}
        value={attempt ? attempt.value('repeat') : stored}
        error={error}
        options={TIME_OFF_REPEATS.map((repeat) => ({ value: repeat, label: t.repeats[repeat] }))}
      />
      <ShowWhen field="repeat" values={TIME_OFF_REPEATS.filter((repeat) => repeat !== 'none')}>
        <DateField
          name="until"
          label={t.untilDate}
          value={attempt ? attempt.value('until') : (timeOff?.recursUntil?.toString() ?? '')}
          error={attempt?.error('until')}
          hint={t.untilHint}
        />
      </ShowWhen>
    </FieldRow>
  )
}

const DATES_SHOWN = 8

/** Each date of what repeats can be taken out, and put back. */
export function NextDates({ view, timeOff }: { view: View; timeOff: TimeOff }) {
  const t = settingsText[view.lang]
  const start = timeOff.startsAt.toZonedDateTimeISO(view.zone).toPlainDate()
  return (
    <Card title={t.nextDates}>
      <List
        items={nextDays(timeOff, start, view.today, DATES_SHOWN).map((day) => {
          const date = dateOfDay(day)
          const isOut = timeOff.excludedDates.some((one) => one.equals(date))
          const noun = isOut ? 'retablissement' : 'suppression'
          return {
            title: formatDate(date, 'full', view.lang),
            detail: isOut ? t.takenOut : undefined,
            aside: (
              <ActionForm
                action={`/absences/${timeOff.id}/dates/${date.toString()}/${noun}`}
                frame={view.frame}
              >
                <Button size="small" variant="quiet" icon={isOut ? 'undo-2' : 'x'}>
                  {isOut ? t.putBack : t.takeOut}
                </Button>
              </ActionForm>
            ),
          }
        })}
      />
    </Card>
  )
}
