import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ButtonRow,
  EmptyState,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  WithRail,
} from '#src/ui/index.ts'
import { namesOf } from '../people.ts'
import { isUnderWay, pickCurrent } from '../rules.ts'
import { todayText } from '../text.ts'
import type { Today } from '../today.ts'
import { AfterHolding, DayCard } from './day-card.tsx'
import { MoneyCard } from './money-card.tsx'
import { ToDoCard, countToDo } from './to-do-card.tsx'

export function TodayPage({ view, today }: { view: View; today: Today }) {
  const t = todayText[view.lang]
  const { appointments, justHeld } = today
  const day = formatDate(today.date, 'weekday', view.lang)
  return (
    <PracticeLayout frame={view.frame} title={t.title}>
      <PageHeader
        title={day.charAt(0).toUpperCase() + day.slice(1)}
        titleExtra={String(today.date.year)}
        subtitle={summaryOf(view, today)}
        actions={
          <LinkButton href="/rendez-vous/nouveau" icon="plus" dialog desktopOnly>
            {t.newAppointment}
          </LinkButton>
        }
      />
      <Stack>
        {justHeld ? (
          <Notice
            kind="good"
            title={t.justHeld(namesOf(justHeld.patients))}
            actions={<AfterHolding view={view} appointment={justHeld} toDo="secondary" />}
          >
            {t.justHeldText}
          </Notice>
        ) : null}
        <Jump view={view} today={today} />
        <WithRail
          wide
          rail={
            <>
              <ToDoCard view={view} today={today} />
              <MoneyCard view={view} unpaid={today.unpaid} />
            </>
          }
        >
          {appointments.length === 0 ? (
            <FreeDay view={view} today={today} />
          ) : (
            <DayCard view={view} appointments={appointments} current={pickCurrent(appointments, view.now)} />
          )}
        </WithRail>
      </Stack>
    </PracticeLayout>
  )
}

/** Where the rail stands below the day, what waits in it is said, and reached, from the top. */
function Jump({ view, today }: { view: View; today: Today }) {
  const t = todayText[view.lang]
  const { unpaid } = today
  const toDo = countToDo(today)
  if (toDo === 0 && unpaid.count === 0) return null
  return (
    <nav class="day-jump" aria-label={t.jump}>
      {toDo > 0 ? <a href="#a-faire">{t.jumpToDo(toDo)}</a> : null}
      {unpaid.count > 0 ? (
        <a href="#a-encaisser">{t.jumpUnpaid(formatCents(unpaid.totalCents, view.lang))}</a>
      ) : null}
    </nav>
  )
}

function summaryOf(view: View, { appointments }: Today): string {
  const t = todayText[view.lang]
  if (appointments.length === 0) return t.summaryNone
  const current = pickCurrent(appointments, view.now)
  if (!current) return t.summaryDone(appointments.length)
  if (isUnderWay(current, view.now)) return t.summaryNow(appointments.length)
  return t.summaryNext(appointments.length, formatTime(wallTimeOf(current.startsAt, view.zone), view.lang))
}

function FreeDay({ view, today }: { view: View; today: Today }) {
  const t = todayText[view.lang]
  const { next } = today
  const starts = next && wallTimeOf(next.startsAt, view.zone)
  if (!next || !starts) {
    return (
      <EmptyState
        icon="sun"
        title={t.free}
        action={
          <ButtonRow>
            <LinkButton href="/agenda/import" icon="upload">
              {t.importAgenda}
            </LinkButton>
            <LinkButton href="/rendez-vous/nouveau" icon="plus" dialog>
              {t.newAppointment}
            </LinkButton>
          </ButtonRow>
        }
      >
        {t.freeNothing}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="sun"
      title={t.free}
      action={
        <LinkButton href="/agenda" icon="calendar-days">
          {t.seeAgenda}
        </LinkButton>
      }
    >
      {t.freeNext(
        formatDate(starts, 'weekday', view.lang),
        formatTime(starts, view.lang),
        namesOf(next.patients),
      )}
    </EmptyState>
  )
}
