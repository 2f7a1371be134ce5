import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Badge, ButtonRow, Card, EmptyState, LinkButton, List, Stack } from '#src/ui/index.ts'
import type { ListedAppointment } from '../appointments/list-appointments.ts'
import { agendaText } from './text.ts'
import { StatusBadge } from '../booking/appointment-page.tsx'
import { patientNames } from '#src/domain/person-name.ts'
import { colourOf } from '#src/features/planning/index.ts'

/** Appointments under their days. */
export function DaysOfAppointments({ view, items }: { view: View; items: readonly ListedAppointment[] }) {
  const text = agendaText[view.lang]
  if (items.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={text.nothingPlanned}
        action={
          <ButtonRow>
            <LinkButton href="/rendez-vous/nouveau" icon="plus" dialog>
              {text.newAppointment}
            </LinkButton>
            <LinkButton href="/agenda/import" variant="quiet" icon="upload">
              {text.importLink}
            </LinkButton>
          </ButtonRow>
        }
      >
        {text.nothingPlannedHint}
      </EmptyState>
    )
  }
  return (
    <Stack>
      {byDay(items, view.zone).map(({ date, appointments }) => (
        <Card
          title={titleOf(date, view)}
          aside={appointments.length > 1 ? text.appointments(appointments.length) : undefined}
        >
          <List items={appointments.map((appointment) => lineOf(view, appointment))} />
        </Card>
      ))}
    </Stack>
  )
}

/** `Lundi 23 novembre`, with its year where it is another one; today says so. */
function titleOf(date: Temporal.PlainDate, view: View) {
  const day = formatDate(date, date.year === view.today.year ? 'weekday' : 'full', view.lang)
  const title = day.charAt(0).toUpperCase() + day.slice(1)
  if (!date.equals(view.today)) return title
  return (
    <>
      {title} <Badge tone="now">{agendaText[view.lang].today}</Badge>
    </>
  )
}

function lineOf(view: View, appointment: ListedAppointment) {
  const start = appointment.startsAt.toZonedDateTimeISO(view.zone)
  const end = appointment.endsAt.toZonedDateTimeISO(view.zone)
  return {
    times: [formatTime(start, view.lang), formatTime(end, view.lang)] as const,
    title: patientNames(appointment.patients),
    href: `/rendez-vous/${appointment.id}`,
    detail: [appointment.typeName, placeOf(appointment)].filter(Boolean).join(' · '),
    colour: colourOf(appointment.typeColour),
    aside:
      appointment.status === 'confirmed' ? undefined : (
        <StatusBadge view={view} status={appointment.status} />
      ),
  }
}

/** A type may bear its place's name; once is enough. */
function placeOf({ placeName, typeName }: ListedAppointment): string | null {
  return placeName === typeName ? null : placeName
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
