import type { View } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { Badge, Card, LinkButton } from '#src/ui/index.ts'
import { AvailabilityList } from './pages.tsx'
import type { Availability } from './rules.ts'
import { availabilityText } from './text.ts'

/** On the patient's file: when they can come. */
export function AvailabilitiesCard(props: { view: View; patientId: string; items: readonly Availability[] }) {
  const { view, patientId, items } = props
  const t = availabilityText[view.lang]
  return (
    <Card
      title={t.title}
      aside={
        <LinkButton href={`/patients/${patientId}/disponibilites`} size="small" icon="plus">
          {t.addShort}
        </LinkButton>
      }
    >
      {items.length === 0 ? <p>{t.unknown}</p> : <AvailabilityList {...props} />}
    </Card>
  )
}

/** Beside a free time: whether who is to come can. Nothing where nobody said when. */
export function FitBadge({ fits, lang }: { fits: boolean | undefined; lang: Lang }) {
  if (fits === undefined) return null
  const t = availabilityText[lang]
  return fits ? (
    <Badge tone="good" icon="check">
      {t.fits}
    </Badge>
  ) : (
    <Badge icon="x">{t.fitsNot}</Badge>
  )
}
