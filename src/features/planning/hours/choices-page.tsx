import { formatDate, formatDateRange } from '#src/domain/civil-format.ts'
import { publicHolidayName } from '#src/domain/public-holidays.ts'
import { SCHOOL_ZONES } from '#src/domain/school-zone.ts'
import { dateOfDay } from '#src/domain/wall-clock.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  ErrorSummary,
  Form,
  HiddenField,
  List,
  PageHeader,
  PracticeLayout,
  RadioChips,
  SelectField,
  Stack,
  WithRail,
} from '#src/ui/index.ts'
import { HOLIDAY_CHOICES } from './agenda-choices.ts'
import type { Holidays } from './find-holidays.ts'
import { schoolHolidayName } from './school-holidays.ts'
import { planningText } from './text.ts'

/** How the agenda treats holidays and free times, beside the holidays it knows. */
export function ChoicesPage({
  view,
  holidays,
  attempt,
}: {
  view: View
  holidays: Holidays
  attempt?: Attempt | undefined
}) {
  const t = planningText[view.lang]
  const { choices, ownZone } = holidays
  const at = (name: string, stored: string): string => (attempt ? attempt.value(name) : stored)
  const error = (name: string): string | undefined => attempt?.error(name)
  return (
    <PracticeLayout frame={view.frame} title={t.calendarTitle} floatingAction="none">
      <PageHeader
        title={t.calendarTitle}
        subtitle={t.calendarLead}
        back={{ href: '/horaires', label: t.openingHours }}
      />
      <WithRail rail={<KnownHolidays view={view} holidays={holidays} />}>
        <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
        <Form action="/parametres/agenda" frame={view.frame} guardLeave>
          <HiddenField name="version" value={String(choices.version)} />
          <Card title={t.publicHolidays}>
            <RadioChips
              name="publicHolidays"
              label={t.publicHolidays}
              labelHidden
              value={at('publicHolidays', choices.publicHolidays)}
              error={error('publicHolidays')}
              hint={choices.department ? t.department(choices.department) : t.noDepartment}
              options={HOLIDAY_CHOICES.map((value) => ({ value, label: t.holidayChoices[value] }))}
            />
          </Card>
          <Card title={t.schoolTitle}>
            <Stack>
              <RadioChips
                name="schoolHolidays"
                label={t.schoolTitle}
                labelHidden
                value={at('schoolHolidays', choices.schoolHolidays)}
                error={error('schoolHolidays')}
                options={HOLIDAY_CHOICES.map((value) => ({ value, label: t.schoolChoices[value] }))}
              />
              <SelectField
                name="schoolZone"
                label={t.schoolZone}
                value={at('schoolZone', choices.schoolZone ?? '')}
                error={error('schoolZone')}
                empty={ownZone ? t.zoneOfDepartment(t.zones[ownZone]) : t.zoneUnknown}
                options={SCHOOL_ZONES.map((value) => ({ value, label: t.zones[value] }))}
              />
            </Stack>
          </Card>
          <Card title={t.slots}>
            <CheckboxField
              name="preferTouching"
              label={t.preferTouching}
              hint={t.preferTouchingHint}
              checked={attempt ? attempt.has('preferTouching') : choices.preferTouching}
            />
          </Card>
          <ButtonRow align="end">
            <Button variant="primary">{t.save}</Button>
          </ButtonRow>
        </Form>
      </WithRail>
    </PracticeLayout>
  )
}

const NEXT = 6

function KnownHolidays({ view, holidays }: { view: View; holidays: Holidays }) {
  const t = planningText[view.lang]
  const { publicDays, school, zone, known } = holidays
  const say = (day: number): string => formatDate(dateOfDay(day), 'long', view.lang)
  return (
    <>
      <Card title={t.nextHolidays}>
        <List
          items={publicDays.slice(0, NEXT).map(({ day, key }) => ({
            title: publicHolidayName(key, view.lang),
            aside: formatDate(dateOfDay(day), 'compact', view.lang),
          }))}
        />
      </Card>
      {zone && known ? (
        <Card title={`${t.schoolTitle} · ${t.zones[zone]}`}>
          <List
            items={school.slice(0, NEXT).map(({ key, firstDay, lastDay }) => ({
              title: schoolHolidayName(key, view.lang),
              detail: formatDateRange(dateOfDay(firstDay), dateOfDay(lastDay), view.lang),
            }))}
          />
          <p class="field-hint">{t.known(say(known.firstDay), say(known.lastDay))}</p>
          {school.length === 0 ? <p class="field-hint">{t.notKnownYet}</p> : null}
          <p class="field-hint">{t.source}</p>
        </Card>
      ) : null}
    </>
  )
}
