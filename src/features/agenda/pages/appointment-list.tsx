import { formatDate, formatDateRange, formatIsoDate, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  DateField,
  EmptyState,
  FilterForm,
  LinkButton,
  List,
  PageHeader,
  Pagination,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import { patientNames } from '../appointment.ts'
import { appointmentText } from '../appointment-text.ts'
import { colourOf } from '../find-choices.ts'
import type { ListedAppointment } from '../list-appointments.ts'
import { agendaText } from '../text.ts'
import { StatusBadge } from './appointment-page.tsx'

export interface AppointmentListProps {
  view: View
  items: readonly ListedAppointment[]
  next: string | null
  first: Temporal.PlainDate
  last: Temporal.PlainDate
}

export function AppointmentListPage(props: AppointmentListProps) {
  const { view, first, last } = props
  const t = appointmentText[view.lang]
  const text = agendaText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.list}>
      <PageHeader
        title={t.list}
        subtitle={formatDateRange(first, last, view.lang)}
        back={{ href: `/agenda?date=${formatIsoDate(first)}`, label: t.backToAgenda }}
        actions={
          <LinkButton href="/rendez-vous/nouveau" variant="primary" icon="plus" dialog desktopOnly>
            {text.newAppointment}
          </LinkButton>
        }
      />
      <FilterForm action="/rendez-vous" label={t.list}>
        <DateField name="du" label={text.from} value={formatIsoDate(first)} />
        <DateField name="au" label={text.to} value={formatIsoDate(last)} />
        <Button>{text.show}</Button>
      </FilterForm>
      <DaysOfAppointments {...props} />
      <Pagination lang={view.lang} nextHref={nextHref(props)} />
    </PracticeLayout>
  )
}

/** Appointments under their days. */
export function DaysOfAppointments({ view, items }: Pick<AppointmentListProps, 'view' | 'items'>) {
  const text = agendaText[view.lang]
  if (items.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={text.nothingPlanned}
        action={
          <LinkButton href="/rendez-vous/nouveau" icon="plus" dialog>
            {text.newAppointment}
          </LinkButton>
        }
      >
        {text.nothingPlannedHint}
      </EmptyState>
    )
  }
  return (
    <Stack>
      {byDay(items, view.zone).map(({ date, appointments }) => (
        <Card title={formatDate(date, 'full', view.lang)} aside={text.sessions(appointments.length)}>
          <List items={appointments.map((appointment) => lineOf(view, appointment))} />
        </Card>
      ))}
    </Stack>
  )
}

function lineOf(view: View, appointment: ListedAppointment) {
  const start = appointment.startsAt.toZonedDateTimeISO(view.zone)
  const end = appointment.endsAt.toZonedDateTimeISO(view.zone)
  const time = `${formatTime(start, view.lang)} – ${formatTime(end, view.lang)}`
  return {
    title: patientNames(appointment.patients),
    href: `/rendez-vous/${appointment.id}`,
    detail: [time, appointment.typeName, appointment.placeName].filter(Boolean).join(' · '),
    colour: colourOf(appointment.typeColour),
    aside:
      appointment.status === 'confirmed' ? undefined : (
        <StatusBadge view={view} status={appointment.status} />
      ),
  }
}

function byDay(items: readonly ListedAppointment[], zone: string) {
  const days = new Map<string, { date: Temporal.PlainDate; appointments: ListedAppointment[] }>()
  for (const item of items) {
    const date = item.startsAt.toZonedDateTimeISO(zone).toPlainDate()
    const day = days.get(date.toString()) ?? { date, appointments: [] }
    day.appointments.push(item)
    days.set(date.toString(), day)
  }
  return [...days.values()]
}

function nextHref({ next, first, last }: AppointmentListProps): string | undefined {
  if (!next) return undefined
  return `/rendez-vous?${new URLSearchParams({ du: formatIsoDate(first), au: formatIsoDate(last), cursor: next })}`
}
