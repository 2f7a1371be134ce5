import { formatDuration } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Card,
  EmptyState,
  LinkButton,
  PageHeader,
  PracticeLayout,
  Stack,
  type Tone,
} from '#src/ui/index.ts'
import { formatClock, formatDay } from '../format.ts'
import type { History, HistoryEntry, HistoryStatus } from '../history/history-queries.ts'
import { sessionText } from '../text.ts'
import { NoteText } from './note-text.tsx'

export function HistoryPage({ view, history }: { view: View; history: History }) {
  const t = sessionText[view.lang]
  const { patient, entries, next } = history
  return (
    <PracticeLayout frame={view.frame} title={t.historyTitle(displayName(patient))} width="narrow">
      <PageHeader
        title={<bdi>{displayName(patient)}</bdi>}
        subtitle={t.historySubtitle}
        back={{ href: `/patients/${patient.id}`, label: t.patientFile }}
        actions={
          <LinkButton href="/seances" icon="search">
            {t.searchNotes}
          </LinkButton>
        }
      />
      {entries.length === 0 ? (
        <Card>
          <EmptyState
            icon="notebook-pen"
            title={t.historyEmpty}
            action={
              <LinkButton
                href={`/rendez-vous/nouveau?patientId=${patient.id}`}
                variant="primary"
                icon="calendar-plus"
              >
                {t.bookFirst}
              </LinkButton>
            }
          >
            {t.historyEmptyText}
          </EmptyState>
        </Card>
      ) : (
        <Stack>
          {entries.map((entry) => (
            <EntryCard view={view} entry={entry} />
          ))}
          {next ? (
            <LinkButton href={`/patients/${patient.id}/seances?cursor=${next}`} icon="history" wide>
              {t.olderSessions}
            </LinkButton>
          ) : null}
        </Stack>
      )}
    </PracticeLayout>
  )
}

const tones: Readonly<Record<HistoryStatus, Tone>> = {
  held: 'good',
  lateCancelled: 'warning',
  missed: 'warning',
  undone: 'neutral',
}

function EntryCard({ view, entry }: { view: View; entry: HistoryEntry }) {
  const t = sessionText[view.lang]
  const status = {
    held: t.statusHeld,
    lateCancelled: t.statusLate,
    missed: t.statusMissed,
    undone: t.statusUndone,
  }
  const details = [
    formatClock(entry.startsAt, view),
    formatDuration(entry.durationMinutes, view.lang),
    entry.typeName,
  ].join(' · ')
  const address = entry.sessionId ? `/seances/${entry.sessionId}` : `/rendez-vous/${entry.appointmentId}`
  return (
    <Card
      title={<a href={address}>{formatDay(entry.startsAt, view)}</a>}
      aside={<Badge tone={tones[entry.status]}>{status[entry.status]}</Badge>}
    >
      <Stack>
        <p class="list-detail">{details}</p>
        {entry.note ? <NoteText text={entry.note.text} lang={view.lang} /> : null}
        {entry.sessionId && !entry.note ? (
          <p class="list-detail">
            {t.noNote} <a href={address}>{t.writeNote}</a>
          </p>
        ) : null}
      </Stack>
    </Card>
  )
}
