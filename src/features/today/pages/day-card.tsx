import { formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { InvoiceStep } from '#src/features/billing/index.ts'
import { fileOfSession } from '#src/features/sessions/index.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  type EventColour,
  type IconName,
  LinkButton,
  List,
  type ListItem,
} from '#src/ui/index.ts'
import type { DayAppointment } from '../day-queries.ts'
import { namesOf } from '../people.ts'
import { isUnderWay } from '../rules.ts'
import { todayText } from '../text.ts'
import { type Status, STATUS_FACTS } from '#src/domain/appointment-status.ts'

/** Who comes, in order, each with what can be done about them now. */
export function DayCard(props: {
  view: View
  appointments: readonly DayAppointment[]
  current: DayAppointment | undefined
}) {
  const { view, appointments, current } = props
  return (
    <Card
      title={todayText[view.lang].whoComes}
      aside={<a href="/agenda?vue=jour">{todayText[view.lang].seeAgenda}</a>}
    >
      <List items={appointments.map((appointment) => lineOf(view, appointment, appointment === current))} />
    </Card>
  )
}

function lineOf(view: View, appointment: DayAppointment, isCurrent: boolean): ListItem {
  const t = todayText[view.lang]
  const file = fileOfSession(appointment.patients)
  const time = (at: Temporal.Instant) => formatTime(wallTimeOf(at, view.zone), view.lang)
  const names = namesOf(appointment.patients)
  return {
    title: (
      <>
        <span class="day-time">
          {time(appointment.startsAt)} – {time(appointment.endsAt)}
        </span>
        {' · '}
        <bdi>{names === '' ? t.unnamed : names}</bdi>
      </>
    ),
    href: file ? `/patients/${file}` : `/rendez-vous/${appointment.id}`,
    detail: (
      <>
        {whatAndWhere(appointment)}
        <StatusOf view={view} appointment={appointment} />
      </>
    ),
    colour: colourOf(appointment.typeColour),
    action: file && STATUS_FACTS[appointment.status].open && (
      <LinkButton href={`/patients/${file}/seances`} size="small" icon="notebook-pen" iconOnly>
        {t.pastNotes(names)}
      </LinkButton>
    ),
    actions: <ActionsOf view={view} appointment={appointment} isCurrent={isCurrent} />,
  }
}

/** `Suivi · Cabinet`; a place that says what the type says is left out. */
function whatAndWhere({ typeName, placeName }: DayAppointment): string {
  return placeName === null || placeName === typeName ? typeName : `${typeName} · ${placeName}`
}

const COLOURS: readonly EventColour[] = ['sage', 'ocean', 'plum', 'ochre', 'rose']

function colourOf(name: string): EventColour {
  return COLOURS.find((colour) => colour === name) ?? 'sage'
}

const BADGES: Readonly<
  Partial<Record<Status, 'heldBadge' | 'missedBadge' | 'arrivedBadge' | 'requestedBadge'>>
> = { held: 'heldBadge', noShow: 'missedBadge', arrived: 'arrivedBadge', requested: 'requestedBadge' }

/** Beside the type and not at the end of the line: the buttons below then have the whole width of a phone. */
function StatusOf({ view, appointment }: { view: View; appointment: DayAppointment }) {
  const t = todayText[view.lang]
  const badge = BADGES[appointment.status]
  const isNow = STATUS_FACTS[appointment.status].open && isUnderWay(appointment, view.now)
  return (
    <>
      {badge ? (
        <>
          {' '}
          <Badge tone={STATUS_FACTS[appointment.status].tone}>{t[badge]}</Badge>
        </>
      ) : null}
      {isNow ? (
        <>
          {' '}
          <Badge tone="now">{t.now}</Badge>
        </>
      ) : null}
    </>
  )
}

function ActionsOf(props: { view: View; appointment: DayAppointment; isCurrent: boolean }) {
  const { view, appointment, isCurrent } = props
  const t = todayText[view.lang]
  const { id, status } = appointment
  if (status === 'held') return <AfterHolding view={view} appointment={appointment} />
  const act = (noun: string, label: string, look: { icon?: IconName; primary?: boolean } = {}) => (
    <ActionForm action={`/aujourdhui/${id}/${noun}`} frame={view.frame}>
      <Button
        // What is to be pressed now is larger; the rest stays small, so that a line fits a phone.
        size={look.primary ? undefined : 'small'}
        icon={look.icon}
        variant={look.primary ? 'primary' : 'secondary'}
      >
        {label}
      </Button>
    </ActionForm>
  )
  return (
    <>
      {status === 'requested'
        ? act('confirmation', t.confirm, { icon: 'calendar-check', primary: isCurrent })
        : null}
      {STATUS_FACTS[status].open
        ? act('seance', t.hold, { primary: isCurrent && status !== 'requested' })
        : null}
      {status === 'confirmed' ? act('arrivee', t.arrive) : null}
      {status === 'confirmed' || status === 'arrived' ? act('lapin', t.miss) : null}
      {status === 'noShow' ? act('retablissement', t.restore, { icon: 'undo-2' }) : null}
    </>
  )
}

/** What follows a session held: its note, its invoice, its payment. What is still to do is drawn as `toDo`. */
export function AfterHolding(props: {
  view: View
  appointment: DayAppointment
  toDo?: 'quiet' | 'secondary'
}) {
  const { view, appointment, toDo = 'quiet' } = props
  const t = todayText[view.lang]
  const { session, invoice } = appointment
  if (!session) return null
  return (
    <>
      <LinkButton
        href={`/seances/${session.id}`}
        size="small"
        icon="notebook-pen"
        variant={session.noteVersion === 0 ? toDo : 'secondary'}
      >
        {session.noteVersion === 0 ? t.writeNote : t.openNote}
      </LinkButton>
      <InvoiceStep view={view} sessionId={session.id} invoice={invoice} size="small" toDo={toDo} />
    </>
  )
}
