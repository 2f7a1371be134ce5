import { formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { fileOfSession } from '#src/features/sessions/index.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  LinkButton,
  List,
  type EventColour,
  type IconName,
  type ListItem,
} from '#src/ui/index.ts'
import type { DayAppointment } from '../day-queries.ts'
import { namesOf } from '../people.ts'
import { isOpen, isUnderWay } from '../rules.ts'
import { todayText } from '../text.ts'

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
    detail: [appointment.typeName, appointment.placeName].filter(Boolean).join(' · '),
    colour: colourOf(appointment.typeColour),
    aside: <StatusOf view={view} appointment={appointment} />,
    actions: <ActionsOf view={view} appointment={appointment} file={file} isCurrent={isCurrent} />,
  }
}

const COLOURS: readonly EventColour[] = ['sage', 'ocean', 'plum', 'ochre', 'rose']

function colourOf(name: string): EventColour {
  return COLOURS.find((colour) => colour === name) ?? 'sage'
}

function StatusOf({ view, appointment }: { view: View; appointment: DayAppointment }) {
  const t = todayText[view.lang]
  switch (appointment.status) {
    case 'held':
      return <Badge tone="good">{t.heldBadge}</Badge>
    case 'noShow':
      return <Badge tone="warning">{t.missedBadge}</Badge>
    case 'arrived':
      return <Badge tone="info">{t.arrivedBadge}</Badge>
    case 'requested':
      return <Badge tone="now">{t.requestedBadge}</Badge>
    default:
      return isUnderWay(appointment, view.now) ? <Badge tone="now">{t.now}</Badge> : null
  }
}

interface LineProps {
  view: View
  appointment: DayAppointment
  file: string | undefined
  isCurrent: boolean
}

function ActionsOf({ view, appointment, file, isCurrent }: LineProps) {
  const t = todayText[view.lang]
  const { id, status } = appointment
  if (status === 'held') return <AfterHolding view={view} appointment={appointment} />
  const act = (noun: string, label: string, icon: IconName, isPrimary = false) => (
    <ActionForm action={`/aujourdhui/${id}/${noun}`} frame={view.frame}>
      <Button size="small" icon={icon} variant={isPrimary ? 'primary' : 'secondary'}>
        {label}
      </Button>
    </ActionForm>
  )
  return (
    <>
      {status === 'requested' ? act('confirmation', t.confirm, 'calendar-check') : null}
      {isOpen(status) ? act('seance', t.hold, 'check', isCurrent) : null}
      {status === 'confirmed' || status === 'requested' ? act('arrivee', t.arrive, 'user-check') : null}
      {isOpen(status) ? act('lapin', t.miss, 'user-x') : null}
      {status === 'noShow' ? act('retablissement', t.restore, 'undo-2') : null}
      {file ? (
        <LinkButton href={`/patients/${file}/seances`} size="small" icon="notebook-pen">
          {t.pastNotes}
        </LinkButton>
      ) : null}
    </>
  )
}

/** What follows a session held: its note, its invoice, its payment. */
export function AfterHolding({ view, appointment }: { view: View; appointment: DayAppointment }) {
  const t = todayText[view.lang]
  const { session, invoice } = appointment
  if (!session) return null
  return (
    <>
      <LinkButton
        href={`/seances/${session.id}`}
        size="small"
        icon="notebook-pen"
        variant={session.noteVersion === 0 ? 'quiet' : 'secondary'}
      >
        {session.noteVersion === 0 ? t.writeNote : t.openNote}
      </LinkButton>
      <MoneyStep view={view} sessionId={session.id} invoice={invoice} />
    </>
  )
}

function MoneyStep(props: { view: View; sessionId: string; invoice: DayAppointment['invoice'] }) {
  const { view, sessionId, invoice } = props
  const t = todayText[view.lang]
  if (!invoice) {
    return (
      <ActionForm action={`/seances/${sessionId}/facture`} frame={view.frame}>
        <Button size="small" icon="receipt-text" variant="quiet">
          {t.invoice}
        </Button>
      </ActionForm>
    )
  }
  const isOwed = invoice.status === 'issued' && invoice.dueCents > 0
  const label = invoice.status === 'draft' ? t.seeDraft : isOwed ? t.pay : t.paid
  return (
    <LinkButton
      href={isOwed ? `/reglements/nouveau?invoiceId=${invoice.id}` : `/factures/${invoice.id}`}
      size="small"
      icon={isOwed ? 'hand-coins' : 'receipt-text'}
      variant={isOwed ? 'quiet' : 'secondary'}
    >
      {label}
    </LinkButton>
  )
}
