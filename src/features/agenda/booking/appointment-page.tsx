import { formatDate, formatDuration, formatTime } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  ButtonRow,
  Card,
  ColourDot,
  DescriptionList,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import { appointmentText } from './appointment-text.ts'
import type { AppointmentDetail } from '../appointments/get-appointment.ts'
import type { SeriesSummary } from '../series/find-series.ts'
import { SeriesCard } from './series/series-card.tsx'
import { seriesText } from './series/series-text.ts'
import { mayChange } from '../appointments/status.ts'
import { patientNames } from '#src/domain/person-name.ts'
import { statusText } from '../appointments/status-text.ts'
import { colourOf } from '#src/features/planning/index.ts'
import { type Status, STATUS_FACTS } from '#src/domain/appointment-status.ts'

export function StatusBadge({ view, status }: { view: View; status: Status }) {
  return <Badge tone={STATUS_FACTS[status].tone}>{statusText[view.lang][status]}</Badge>
}

export function AppointmentPage({
  view,
  appointment,
  series,
}: {
  view: View
  appointment: AppointmentDetail
  series?: SeriesSummary | undefined
}) {
  const t = appointmentText[view.lang]
  const start = appointment.startsAt.toZonedDateTimeISO(view.zone)
  const end = appointment.endsAt.toZonedDateTimeISO(view.zone)
  const names = patientNames(appointment.patients)
  return (
    <PracticeLayout frame={view.frame} title={names} width="narrow">
      <PageHeader
        title={names}
        subtitle={`${formatDate(start, 'full', view.lang)}, ${formatTime(start, view.lang)} – ${formatTime(end, view.lang)}`}
        back={{ href: `/agenda?date=${start.toPlainDate().toString()}`, label: t.backToAgenda }}
        badge={<StatusBadge view={view} status={appointment.status} />}
        actions={<Changes view={view} appointment={appointment} />}
      />
      <Stack>
        {appointment.overlapping ? <Notice kind="warning">{t.overlapping}</Notice> : null}
        <Actions view={view} appointment={appointment} />
        <Card title={t.details}>
          <DescriptionList layout="columns" items={descriptions(view, appointment)} />
        </Card>
        {series ? <SeriesCard view={view} series={series} current={appointment.id} /> : null}
        {appointment.note === '' ? null : (
          <Card title={t.note}>
            {appointment.note.split('\n').map((line) => (
              <p>{line}</p>
            ))}
          </Card>
        )}
      </Stack>
    </PracticeLayout>
  )
}

/** What changes the appointment itself. */
function Changes({ view, appointment }: { view: View; appointment: AppointmentDetail }) {
  const { id, status, seriesId } = appointment
  const href = `/rendez-vous/${id}`
  return (
    <>
      {seriesId === null && (mayChange(status, 'cancel') || status === 'held') ? (
        <LinkButton href={`${href}/repetition`} icon="repeat" dialog>
          {seriesText[view.lang].repeatAction}
        </LinkButton>
      ) : null}
      <LinkButton href={`${href}/modification`} icon="pencil" dialog>
        {appointmentText[view.lang].edit}
      </LinkButton>
    </>
  )
}

/** Everything that can become of it now, each one click away; the obvious one first. */
function Actions({ view, appointment }: { view: View; appointment: AppointmentDetail }) {
  const t = appointmentText[view.lang]
  const { id, status } = appointment
  const href = `/rendez-vous/${id}`
  const itsDay = Temporal.PlainDate.compare(appointment.date, view.today) <= 0
  const act = (
    path: string,
    label: string,
    look: { primary?: boolean; icon: 'check' | 'user-check' | 'user-x' | 'undo-2' | 'calendar-check' },
  ) => (
    <ActionForm action={`${href}/${path}`} frame={view.frame}>
      <Button variant={look.primary ? 'primary' : 'secondary'} icon={look.icon}>
        {label}
      </Button>
    </ActionForm>
  )
  const open = mayChange(status, 'cancel')
  return (
    <ButtonRow fill>
      {status === 'requested'
        ? act('confirmation', t.confirm, { primary: true, icon: 'calendar-check' })
        : null}
      {open && itsDay ? act('seance', t.hold, { primary: status !== 'requested', icon: 'check' }) : null}
      {appointment.sessionId ? (
        <LinkButton href={`/seances/${appointment.sessionId}`} variant="primary" icon="notebook-pen">
          {t.openSession}
        </LinkButton>
      ) : null}
      {itsDay && mayChange(status, 'arrive') ? act('arrivee', t.arrive, { icon: 'user-check' }) : null}
      {mayChange(status, 'restore') || status === 'held'
        ? act('retablissement', t.restore, {
            primary: !STATUS_FACTS[status].counted,
            icon: 'undo-2',
          })
        : null}
      {open ? (
        <LinkButton href={`${href}/deplacement`} icon="calendar-days" dialog>
          {t.move}
        </LinkButton>
      ) : null}
      {appointment.seriesId !== null && status === 'cancelled' ? (
        <ActionForm action={`${href}/retablissement`} frame={view.frame} fields={{ scope: 'following' }}>
          <Button icon="undo-2">{seriesText[view.lang].restoreFollowing}</Button>
        </ActionForm>
      ) : null}
      {open && itsDay ? act('lapin', t.miss, { icon: 'user-x' }) : null}
      {open ? (
        <LinkButton href={`${href}/annulation`} icon="calendar-x" dialog>
          {t.cancelShort}
        </LinkButton>
      ) : null}
    </ButtonRow>
  )
}

function descriptions(view: View, appointment: AppointmentDetail) {
  const t = appointmentText[view.lang]
  const { invoice } = appointment
  return [
    {
      term: appointment.patients.length > 1 ? t.patients : t.patient,
      value: (
        <>
          {appointment.patients.map((patient, index) => (
            <>
              {index > 0 ? ', ' : null}
              <a href={`/patients/${patient.id}`}>{patientNames([patient])}</a>
            </>
          ))}
        </>
      ),
    },
    {
      term: t.type,
      value: (
        <>
          <ColourDot colour={colourOf(appointment.typeColour)} /> {appointment.typeName}
        </>
      ),
    },
    { term: t.duration, value: formatDuration(appointment.durationMinutes, view.lang) },
    { term: t.place, value: appointment.placeName ?? t.noPlace },
    { term: t.price, value: formatCents(appointment.priceCents, view.lang) },
    ...(appointment.cancelledBy
      ? [
          {
            term: t.cancelledBy,
            value: (
              <>
                {t.by[appointment.cancelledBy]}{' '}
                {appointment.late ? <Badge tone="warning">{t.lateBadge}</Badge> : null}
              </>
            ),
          },
        ]
      : []),
    ...(appointment.reason === '' ? [] : [{ term: t.reason, value: appointment.reason }]),
    ...(invoice
      ? [
          {
            term: t.invoice,
            value: <a href={`/factures/${invoice.id}`}>{t.openInvoice(invoice.number ?? '')}</a>,
          },
        ]
      : []),
  ]
}
