import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  CardGrid,
  CheckboxField,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Notice,
  PageHeader,
  PracticeLayout,
  SelectField,
  Stack,
} from '#src/ui/index.ts'
import { DefaultSubmit } from '../appointment-fields.tsx'
import { sayInstant } from '../say-when.ts'
import { sayProblem } from './explain-series.ts'
import { type PlannedDate, isWall } from '../../series/plan-dates.ts'
import { seriesText } from './series-text.ts'

export interface ReviewProps {
  view: View
  /** What was typed, carried along so that nothing is lost. */
  attempt: Attempt
  rows: readonly PlannedDate[]
  action: string
  /** Dates of a series to be made, or appointments that are there already. */
  of: 'create' | 'change' | 'restore'
  subtitle: string
  back: { href: string; label: string }
}

/** The fields that a form about a series may have, besides the decisions themselves. */
const CARRIED = [
  'version',
  'scope',
  'patientId',
  'patientIdText',
  'patientIds',
  'otherPatientId',
  'otherPatientIdText',
  'newPatients',
  'typeId',
  'startsAt',
  'date',
  'time',
  'occurrence',
  'endsAt',
  'durationMinutes',
  'placeId',
  'price',
  'note',
  'rule',
  'repeat',
  'repeatEnd',
  'repeatCount',
  'repeatUntil',
  'status',
]

/** Every date that asks for a decision, then those that are free; the form that was typed goes along unseen. */
export function ReviewPage({ view, attempt, rows, action, of, subtitle, back }: ReviewProps) {
  const t = seriesText[view.lang]
  const title = of === 'create' ? t.datesTitle : of === 'change' ? t.changeTitle : t.restoreTitle
  const open = rows.filter((row) => row.problem !== undefined)
  const free = rows.filter((row) => row.problem === undefined)
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader title={title} subtitle={subtitle} back={back} />
      {attempt.has('reviewed') || rows.length === 0 ? (
        <ErrorSummary lang={view.lang} errors={attempt.errors} />
      ) : null}
      {rows.length === 0 ? null : (
        <Form action={action} frame={view.frame} guardLeave>
          {CARRIED.flatMap((name) =>
            attempt.values(name).map((value) => <HiddenField name={name} value={value} />),
          )}
          <HiddenField name="reviewed" value="1" />
          <Stack>
            {open.length === 0 ? null : (
              <FieldGroup title={t.toDecide} id="to-decide" hint={t.toDecideHint}>
                <Stack>
                  {open.map((row) => (
                    <Decision view={view} row={row} of={of} />
                  ))}
                </Stack>
              </FieldGroup>
            )}
            {of === 'create' && free.length > 0 ? (
              <FieldGroup title={t.freeCount(free.length)} id="free" hint={t.freeHint}>
                <CardGrid columns={2}>
                  {free.map((row) => (
                    <TakeBox view={view} row={row} value="take" />
                  ))}
                </CardGrid>
              </FieldGroup>
            ) : null}
            {of !== 'create' && free.length > 0 ? <Notice kind="good">{t.room(free.length)}</Notice> : null}
          </Stack>
          <ButtonRow align="end">
            <DefaultSubmit />
            {of === 'restore' ? null : (
              <Button name="reconsider" value="1">
                {t.reconsider}
              </Button>
            )}
            <Button variant="primary">{t.save[of]}</Button>
          </ButtonRow>
        </Form>
      )}
    </PracticeLayout>
  )
}

/** Another free time for a date that is occupied; a box for one that may be taken all the same. */
function Decision({ view, row, of }: { view: View; row: PlannedDate; of: ReviewProps['of'] }) {
  const t = seriesText[view.lang]
  const reason = sayProblem(row, view.lang)
  if (!isWall(row.problem)) return <TakeBox view={view} row={row} value="take-anyway" hint={reason} />
  const taken = row.taken ? [row.taken.startsAt] : []
  const others = row.nearest.map((slot) => slot.startsAt)
  const times = [...taken, ...others.filter((time) => !taken.some((one) => one.equals(time)))]
  return (
    <SelectField
      name={`choices.${row.key}`}
      label={whenOf(view, row)}
      hint={reason}
      value={row.taken?.startsAt.toString() ?? 'skip'}
      options={[
        { value: 'skip', label: t.leave[of] },
        ...times.toSorted(Temporal.Instant.compare).map((time) => ({
          value: time.toString(),
          label: t.otherTime(sayInstant(time, view.zone, view.lang)),
        })),
      ]}
    />
  )
}

function TakeBox({ view, row, value, hint }: { view: View; row: PlannedDate; value: string; hint?: string }) {
  const name = `choices.${row.key}`
  return (
    <div>
      <HiddenField name={name} value="skip" />
      <CheckboxField
        name={name}
        id={`take-${row.key}`}
        label={whenOf(view, row)}
        value={value}
        checked={row.taken !== undefined}
        hint={hint}
      />
    </div>
  )
}

/** `lundi 7 décembre 2026, 9 h`. */
function whenOf(view: View, { wanted: { wall } }: PlannedDate): string {
  return `${formatDate(wall, 'full', view.lang)}, ${formatTime(wall, view.lang)}`
}
