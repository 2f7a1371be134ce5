import { formatDuration } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import { displayName } from '#src/domain/person-name.ts'
import { InvoiceStep } from '#src/features/billing/index.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  DescriptionList,
  ErrorSummary,
  LinkButton,
  Menu,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  WithRail,
  type FieldError,
} from '#src/ui/index.ts'
import { formatClock, formatDay, formatMoment } from '../format.ts'
import type { Draft } from '../notes/drafts.ts'
import type { SessionDetails } from '../notes/session-queries.ts'
import { sessionText } from '../text.ts'
import { diffWords } from '../versions/word-diff.ts'
import { type EditorState, NoteEditor } from './note-editor.tsx'
import { DiffText } from './note-text.tsx'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

export interface SessionPageProps {
  view: View
  session: SessionDetails
  editor: EditorState
  drafts: readonly Draft[]
  /** The note as it was last saved, against which drafts are read. */
  noteText: string
  /** The text saved elsewhere, to compare with what is in the editor. */
  other?: { version: number; text: string; savedAt: Temporal.Instant } | undefined
  errors?: readonly FieldError[] | undefined
}

export function SessionPage(props: SessionPageProps) {
  const { view, session, editor, drafts, other, errors = [] } = props
  const t = sessionText[view.lang]
  const name = displayName(session.patient)
  return (
    <PracticeLayout frame={view.frame} title={t.title(name)} floatingAction="none">
      <SessionHeader view={view} session={session} />
      <ErrorSummary lang={view.lang} errors={errors} title={other ? t.staleTitle : undefined} />
      <WithRail rail={<SessionDetailsCard view={view} session={session} />}>
        {session.undoneAt ? <UndoneNotice view={view} session={session} /> : null}
        {drafts.map((draft) => (
          <DraftNotice view={view} session={session} draft={draft} noteText={props.noteText} />
        ))}
        <Card
          title={other ? t.yourText : t.notes}
          aside={
            session.noteVersion > 0 ? (
              <a href={`/seances/${session.id}/versions`}>{t.versionsLink(session.noteVersion)}</a>
            ) : null
          }
        >
          <NoteEditor frame={view.frame} sessionId={session.id} editor={editor} />
        </Card>
        {other ? (
          <Card
            title={t.otherText(other.version, formatMoment(other.savedAt, view))}
            tone="sunk"
            footer={t.keepsOther}
          >
            <DiffText parts={diffWords(editor.text, other.text)} lang={view.lang} />
          </Card>
        ) : null}
      </WithRail>
    </PracticeLayout>
  )
}

function SessionHeader({ view, session }: { view: View; session: SessionDetails }) {
  const t = sessionText[view.lang]
  return (
    <PageHeader
      title={<bdi>{displayName(session.patient)}</bdi>}
      subtitle={`${formatDay(session.startsAt, view)}, ${formatClock(session.startsAt, view)} · ${session.typeName}`}
      back={{ href: `/patients/${session.patientId}/seances`, label: t.backToFile }}
      badge={session.undoneAt ? <Badge tone="warning">{t.undoneBadge}</Badge> : undefined}
      actions={
        <>
          <Menu
            frame={view.frame}
            items={[
              { label: t.openFile, icon: 'user', href: `/patients/${session.patientId}` },
              { label: t.openAppointment, icon: 'calendar', href: `/rendez-vous/${session.appointmentId}` },
              ...(session.invoice || session.undoneAt
                ? []
                : [
                    {
                      label: t.prepareInvoice,
                      icon: 'receipt-text' as const,
                      action: `/seances/${session.id}/facture`,
                    },
                  ]),
              ...(session.undoneAt
                ? []
                : [
                    {
                      label: t.undoHeld,
                      icon: 'undo-2' as const,
                      action: `/rendez-vous/${session.appointmentId}/retablissement`,
                    },
                  ]),
            ]}
          />
          {session.undoneAt ? null : (
            <InvoiceStep view={view} sessionId={session.id} invoice={session.invoice} toDo="secondary" />
          )}
        </>
      }
    />
  )
}

function SessionDetailsCard({ view, session }: { view: View; session: SessionDetails }) {
  const t = sessionText[view.lang]
  return (
    <Card title={t.details}>
      <DescriptionList
        items={[
          { term: t.duration, value: formatDuration(session.durationMinutes, view.lang) },
          { term: t.type, value: session.typeName },
          ...(session.placeName ? [{ term: t.place, value: session.placeName }] : []),
          { term: t.price, value: formatCents(session.priceCents, view.lang) },
          { term: t.invoiceTerm, value: <InvoiceState view={view} session={session} /> },
        ]}
      />
    </Card>
  )
}

function InvoiceState({ view, session }: { view: View; session: SessionDetails }) {
  const t = sessionText[view.lang]
  const { invoice } = session
  if (!invoice) return <>{t.invoiceNone}</>
  const state =
    invoice.dueCents === 0 ? t.invoicePaid : t.invoiceDue(formatCents(invoice.dueCents, view.lang))
  return (
    <a href={`/factures/${invoice.id}`}>
      {invoice.status === 'draft' ? t.invoiceDraft : `${invoice.number}, ${state}`}
    </a>
  )
}

function UndoneNotice({ view, session }: { view: View; session: SessionDetails }) {
  const t = sessionText[view.lang]
  const mayHold = STATUS_FACTS[session.appointmentStatus].open
  return (
    <Notice
      kind="warning"
      actions={
        mayHold ? (
          <ActionForm action={`/rendez-vous/${session.appointmentId}/seance`} frame={view.frame}>
            <Button size="small">{t.holdAgain}</Button>
          </ActionForm>
        ) : undefined
      }
    >
      {t.undoneNotice}
    </Notice>
  )
}

function DraftNotice(props: { view: View; session: SessionDetails; draft: Draft; noteText: string }) {
  const { view, session, draft, noteText } = props
  const t = sessionText[view.lang]
  return (
    <Notice
      kind="warning"
      title={t.draftFound(formatMoment(draft.updatedAt, view))}
      actions={
        <>
          <LinkButton href={`/seances/${session.id}?brouillon=${draft.id}`} size="small">
            {t.resumeDraft}
          </LinkButton>
          <ActionForm action={`/seances/${session.id}/brouillons/${draft.id}/suppression`} frame={view.frame}>
            <Button size="small">{t.discardDraft}</Button>
          </ActionForm>
        </>
      }
    >
      <details>
        <summary>{t.showDraft}</summary>
        <Stack>
          <DiffText parts={diffWords(noteText, draft.text)} lang={view.lang} />
        </Stack>
      </details>
    </Notice>
  )
}
