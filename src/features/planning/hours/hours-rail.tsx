import { formatDate, formatDateRange } from '#src/domain/civil-format.ts'
import { formatHours } from '#src/domain/opening-text.ts'
import { publicHolidayName } from '#src/domain/public-holidays.ts'
import { dateOfDay } from '#src/domain/wall-clock.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, LinkButton, List, Stack } from '#src/ui/index.ts'
import type { Exception } from './exceptions.ts'
import type { Holidays } from './find-holidays.ts'
import type { Period } from './periods.ts'
import { readStored } from './planning.ts'
import { schoolHolidayName } from './school-holidays.ts'
import { planningText } from './text.ts'

/** What is different from the usual week, from today on. */
export interface AroundWeek {
  periods: readonly Period[]
  exceptions: readonly Exception[]
  holidays: Holidays
}

export function WeekRail({ view, around }: { view: View; around: AroundWeek }) {
  return (
    <>
      <Periods view={view} around={around} />
      <Exceptions view={view} around={around} />
      <HolidaysCard view={view} around={around} />
    </>
  )
}

const SUGGESTED = 2

function Periods({ view, around }: { view: View; around: AroundWeek }) {
  const t = planningText[view.lang]
  const { periods, holidays } = around
  const isTaken = (first: Temporal.PlainDate, last: Temporal.PlainDate): boolean =>
    periods.some(
      (one) =>
        Temporal.PlainDate.compare(one.firstDate, last) <= 0 &&
        Temporal.PlainDate.compare(first, one.lastDate) <= 0,
    )
  const suggested = holidays.school
    .map((one) => ({
      name: schoolHolidayName(one.key, view.lang),
      first: dateOfDay(one.firstDay),
      last: dateOfDay(one.lastDay),
    }))
    .filter(({ first, last }) => !isTaken(first, last))
    .slice(0, SUGGESTED)
  return (
    <Card
      title={t.periods}
      aside={<AddLink view={view} href="/horaires/periodes/nouvelle" label={t.newPeriod} />}
    >
      {periods.length === 0 ? <p class="field-hint">{t.periodsHint}</p> : null}
      <List
        items={periods.map((period) => ({
          title: period.name,
          href: `/horaires/periodes/${period.id}`,
          detail: formatDateRange(period.firstDate, period.lastDate, view.lang),
        }))}
      />
      {suggested.length === 0 ? null : (
        <Stack>
          {suggested.map(({ name, first, last }) => (
            <ActionForm
              action="/horaires/periodes"
              frame={view.frame}
              fields={{ name, firstDate: first.toString(), lastDate: last.toString(), copies: 'on' }}
            >
              <Button size="small" icon="plus" wide>
                {t.addSchool(name)}
              </Button>
            </ActionForm>
          ))}
        </Stack>
      )}
    </Card>
  )
}

function Exceptions({ view, around }: { view: View; around: AroundWeek }) {
  const t = planningText[view.lang]
  return (
    <Card
      title={t.exceptions}
      aside={<AddLink view={view} href="/horaires/exceptions/nouvelle" label={t.newException} />}
    >
      {around.exceptions.length === 0 ? <p class="field-hint">{t.exceptionsHint}</p> : null}
      <List
        items={around.exceptions.map((one) => ({
          title: formatDate(one.date, 'weekday', view.lang),
          href: `/horaires/exceptions/${one.id}`,
          detail: [sayHours(view, one), one.label].filter((part) => part !== '').join(' · '),
        }))}
      />
    </Card>
  )
}

const NEXT = 3

function HolidaysCard({ view, around }: { view: View; around: AroundWeek }) {
  const t = planningText[view.lang]
  const { choices, publicDays } = around.holidays
  return (
    <Card
      title={t.calendar}
      aside={
        <LinkButton href="/parametres/agenda" size="small" variant="quiet" icon="settings" iconOnly>
          {t.calendarTitle}
        </LinkButton>
      }
    >
      <p class="field-hint">{`${t.publicHolidays} : ${t.holidayChoices[choices.publicHolidays].toLowerCase()}`}</p>
      {choices.publicHolidays === 'hidden' ? null : (
        <List
          items={publicDays.slice(0, NEXT).map(({ day, key }) => ({
            title: publicHolidayName(key, view.lang),
            aside: formatDate(dateOfDay(day), 'compact', view.lang),
          }))}
        />
      )}
    </Card>
  )
}

function AddLink({ href, label }: { view: View; href: string; label: string }) {
  return (
    <LinkButton href={href} size="small" variant="quiet" icon="plus" iconOnly>
      {label}
    </LinkButton>
  )
}

/** `Fermé`, or the hours. */
export function sayHours(view: View, { hours }: Pick<Exception, 'hours'>): string {
  if (hours.length === 0) return planningText[view.lang].closed
  return formatHours(
    hours.map((one) => readStored(one)),
    view.lang,
  )
}
