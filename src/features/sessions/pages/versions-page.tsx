import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Badge, Card, EmptyState, PageHeader, PracticeLayout, Table } from '#src/ui/index.ts'
import { capitalize, formatMoment } from '../format.ts'
import { sessionText } from '../text.ts'
import type { VersionLine, VersionList } from '../versions/version-queries.ts'

export function VersionsPage({ view, list }: { view: View; list: VersionList }) {
  const t = sessionText[view.lang]
  const { session, versions } = list
  const address = `/seances/${session.id}`
  return (
    <PracticeLayout frame={view.frame} title={t.versionsTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={t.versionsTitle}
        subtitle={<bdi>{displayName(session.patient)}</bdi>}
        back={{ href: address, label: t.backToSession }}
      />
      {versions.length === 0 ? (
        <Card>
          <EmptyState icon="history" title={t.noVersions}>
            {t.noVersionsText}
          </EmptyState>
        </Card>
      ) : (
        <Card padding="flush">
          <Table<VersionLine>
            caption={t.versionsCaption}
            rows={versions}
            href={(line) => `${address}/versions/${line.version}`}
            columns={[
              {
                label: t.versionColumn,
                primary: true,
                cell: (line) => (
                  <>
                    {t.version(line.version)}
                    {line.version === session.noteVersion ? (
                      <>
                        {' '}
                        <Badge tone="good">{t.present}</Badge>
                      </>
                    ) : null}
                  </>
                ),
              },
              { label: t.date, cell: (line) => capitalize(formatMoment(line.createdAt, view)) },
              { label: t.origin, cell: (line) => originOf(line.reason, view) },
              { label: t.author, cell: (line) => <bdi>{line.authorName}</bdi>, show: 'wide' },
            ]}
          />
        </Card>
      )}
    </PracticeLayout>
  )
}

function originOf(reason: string, view: View): string {
  const t = sessionText[view.lang]
  const words: Record<string, string> = {
    save: t.reasonSave,
    leave: t.reasonLeave,
    interval: t.reasonInterval,
    restore: t.reasonRestore,
  }
  return words[reason] ?? reason
}
