import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, PageHeader, PracticeLayout, SegmentedLinks, Stack } from '#src/ui/index.ts'
import { formatMoment } from '../format.ts'
import { sessionText } from '../text.ts'
import type { Comparison } from '../versions/version-queries.ts'
import { diffWords } from '../versions/word-diff.ts'
import { DiffText, NoteText } from './note-text.tsx'

export function ComparePage({ view, comparison }: { view: View; comparison: Comparison }) {
  const t = sessionText[view.lang]
  const { session, version, createdAt, face } = comparison
  const isPresent = version === session.noteVersion
  const address = `/seances/${session.id}/versions`
  const here = `${address}/${version}`
  return (
    <PracticeLayout frame={view.frame} title={t.version(version)} width="narrow" floatingAction="none">
      <PageHeader
        title={t.version(version)}
        subtitle={
          <>
            <bdi>{displayName(session.patient)}</bdi> · {formatMoment(createdAt, view)}
          </>
        }
        back={{ href: address, label: t.backToVersions }}
        actions={
          isPresent ? undefined : (
            <ActionForm action={`${here}/restauration`} frame={view.frame}>
              <Button variant="primary" icon="rotate-ccw">
                {t.restore}
              </Button>
            </ActionForm>
          )
        }
      />
      <Stack>
        {isPresent ? null : (
          <SegmentedLinks
            label={t.compareWith}
            links={[
              { href: here, label: t.facePrevious, current: face === 'precedente' },
              { href: `${here}?face=actuelle`, label: t.facePresent, current: face === 'actuelle' },
            ]}
          />
        )}
        <ComparedText view={view} comparison={comparison} />
      </Stack>
    </PracticeLayout>
  )
}

function ComparedText({ view, comparison }: { view: View; comparison: Comparison }) {
  const t = sessionText[view.lang]
  const { text, other, session, version } = comparison
  if (!other) {
    const words = version === session.noteVersion && version > 1 ? t.presentVersion : t.firstVersion
    return (
      <Card title={words}>
        <NoteText text={text} lang={view.lang} />
      </Card>
    )
  }
  // Read in the order of time: what the later text adds is added, whichever of the two was asked for.
  const [before, after] = other.version < version ? [other.text, text] : [text, other.text]
  return (
    <Card title={t.comparedWith(other.version)}>
      {before === after ? (
        <p>{t.identical}</p>
      ) : (
        <DiffText parts={diffWords(before, after)} lang={view.lang} />
      )}
    </Card>
  )
}
