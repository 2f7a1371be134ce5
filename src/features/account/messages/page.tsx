import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  EmptyState,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  Table,
} from '#src/ui/index.ts'
import { formatMoment } from '#src/domain/moment.ts'
import type { PendingMessage } from './messages.ts'
import { messagesText } from './text.ts'

interface Props {
  view: View
  messages: readonly PendingMessage[]
  canSend: boolean
}

export function MessagesPage({ view, messages, canSend }: Props) {
  const text = messagesText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.title} floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} back={{ href: '/parametres', label: text.back }} />
      <Stack>
        {canSend ? null : (
          <Notice kind="info" title={text.noServer}>
            {text.noServerText}
          </Notice>
        )}
        {messages.length === 0 ? (
          <Card>
            <EmptyState icon="mail" title={text.empty}>
              {text.emptyText}
            </EmptyState>
          </Card>
        ) : (
          <Card padding="flush">
            <Table
              caption={text.caption}
              rows={messages}
              columns={[
                { label: text.recipient, primary: true, cell: (row) => row.recipient || text.noRecipient },
                { label: text.subject, cell: (row) => row.subject },
                { label: text.createdAt, cell: (row) => formatMoment(row.createdAt, view) },
                { label: text.status, cell: (row) => <State row={row} text={text} /> },
                {
                  label: text.actions,
                  labelHidden: true,
                  narrow: true,
                  cell: (row) =>
                    canRetry(row, canSend) ? (
                      <ActionForm action={`/parametres/messages/${row.id}/renvoi`} frame={view.frame}>
                        <Button size="small">
                          {row.state === 'unknown' ? text.retryAnyway : text.retry}
                        </Button>
                      </ActionForm>
                    ) : null,
                },
              ]}
            />
          </Card>
        )}
      </Stack>
    </PracticeLayout>
  )
}

function canRetry({ state, heldBack, reason }: PendingMessage, canSend: boolean): boolean {
  if (!canSend) return false
  if (state === 'planned') return heldBack || reason !== null
  return state === 'failed' || state === 'unknown'
}

function State({ row, text }: { row: PendingMessage; text: (typeof messagesText)['fr'] }) {
  const reason = reasonOf(row, text)
  return (
    <>
      <Badge tone={TONES[row.state]}>{text.states[row.state]}</Badge>
      {reason ? <span> {reason}</span> : null}
    </>
  )
}

const TONES = {
  planned: 'neutral',
  claimed: 'neutral',
  leaving: 'neutral',
  failed: 'danger',
  unknown: 'warning',
  dropped: 'neutral',
} as const

function reasonOf(
  { state, reason, heldBack }: PendingMessage,
  text: (typeof messagesText)['fr'],
): string | undefined {
  if (heldBack) return text.restored
  if (reason === null) return undefined
  if (state === 'unknown') return text.interrupted
  if (reason === 'expired') return text.expired
  if (reason === 'no-recipient' || reason.startsWith('smtp-5')) return text.refused
  return text.unreachable
}
