import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Badge, Button, Card, List } from '#src/ui/index.ts'
import { deviceName, isPhone } from './device-name.ts'
import { formatMoment } from '#src/domain/moment.ts'
import type { OpenSession } from './sessions.ts'
import { securityText } from './text.ts'

export function SessionsCard({ view, sessions }: { view: View; sessions: readonly OpenSession[] }) {
  const text = securityText[view.lang]
  return (
    <Card
      title={text.sessions}
      padding="flush"
      footer={
        sessions.some((session) => !session.isCurrent) ? (
          <ActionForm action="/parametres/securite/sessions/fermeture" frame={view.frame}>
            <Button size="small">{text.revokeOthers}</Button>
          </ActionForm>
        ) : undefined
      }
    >
      <List
        label={text.sessions}
        items={sessions.map((session) => ({
          icon: isPhone(session.userAgent) ? 'smartphone' : 'laptop',
          title: deviceName(session.userAgent) ?? text.unknownDevice,
          detail: [
            text.lastSeen(formatMoment(session.lastSeenAt, view)),
            text.openedAt(formatMoment(session.createdAt, view)),
            session.address,
          ]
            .filter((part) => part !== '')
            .join(' · '),
          aside: session.isCurrent ? (
            <Badge tone="good">{text.thisDevice}</Badge>
          ) : (
            <ActionForm action={`/parametres/securite/sessions/${session.id}/fermeture`} frame={view.frame}>
              <Button size="small">{text.revoke}</Button>
            </ActionForm>
          ),
        }))}
      />
    </Card>
  )
}
