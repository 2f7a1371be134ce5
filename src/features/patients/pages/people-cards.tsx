import { formatDate } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Badge, Card, LinkButton, List } from '#src/ui/index.ts'
import { type Consent, consentsInForce } from '../consents.ts'
import type { PatientFile } from '../find-patient-file.ts'
import type { Guardian } from '../guardians.ts'
import { peopleText } from '../people-text.ts'

type Props = { file: PatientFile; view: View }

export function GuardiansCard({ file, view }: Props) {
  const t = peopleText[view.lang]
  const base = `/patients/${file.id}/responsables`
  return (
    <Card
      title={t.guardians}
      aside={
        <LinkButton href={`${base}/nouveau`} size="small" icon="plus">
          {t.addGuardian}
        </LinkButton>
      }
    >
      {file.guardians.length === 0 ? <p>{t.guardiansNone}</p> : null}
      <List
        label={t.guardians}
        items={file.guardians.map((guardian) => ({
          title: <bdi>{displayName(guardian)}</bdi>,
          href: `${base}/${guardian.id}`,
          icon: 'user-check',
          detail: (
            <>
              <div>
                {[
                  t.guardianKinds[guardian.kind],
                  guardian.phone && formatPhone(guardian.phone),
                  guardian.email,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              <div>{rights(guardian)}</div>
            </>
          ),
          action:
            guardian.phone === '' ? undefined : (
              <LinkButton href={`tel:${guardian.phone}`} size="small" icon="phone" iconOnly>
                {t.call(displayName(guardian))}
              </LinkButton>
            ),
        }))}
      />
    </Card>
  )

  /** `Contact, factures, suivi`: what they are told and sent. */
  function rights(guardian: Guardian): string {
    const names = RIGHTS.filter((right) => guardian[right]).map((right) => t.rightsShort[right])
    const list = names.join(', ')
    return list.charAt(0).toLocaleUpperCase(view.lang) + list.slice(1)
  }
}

const RIGHTS = ['mayBeContacted', 'mayBeBilled', 'mayBeInformed'] as const

export function PayersCard({ file, view }: Props) {
  const t = peopleText[view.lang]
  const base = `/patients/${file.id}/payeurs`
  return (
    <Card
      title={t.payers}
      aside={
        <LinkButton href={`${base}/nouveau`} size="small" icon="plus">
          {t.addPayer}
        </LinkButton>
      }
    >
      {file.payers.length === 0 ? <p>{t.payersNone}</p> : null}
      <List
        label={t.payers}
        items={file.payers.map((payer) => ({
          title: payer.name,
          href: `${base}/${payer.id}`,
          icon: payer.kind === 'organisation' ? 'building' : 'user',
          detail: [t.payerKinds[payer.kind], payer.email].filter(Boolean).join(' · '),
          aside: payer.isDefault ? <Badge tone="good">{t.byDefault}</Badge> : undefined,
        }))}
      />
    </Card>
  )
}

export function ConsentsCard({ file, view }: Props) {
  const t = peopleText[view.lang]
  const inForce = consentsInForce(file.consents)
  return (
    <Card
      title={t.consents}
      aside={
        <LinkButton href={`/patients/${file.id}/consentements`} size="small" icon="plus">
          {t.recordConsent}
        </LinkButton>
      }
    >
      {inForce.length === 0 ? (
        <p>{t.consentsNone}</p>
      ) : (
        <ConsentList consents={inForce} file={file} view={view} />
      )}
    </Card>
  )
}

export function ConsentList({ consents, file, view }: Props & { consents: readonly Consent[] }) {
  const t = peopleText[view.lang]
  return (
    <List
      label={t.consents}
      items={consents.map((consent) => ({
        title: t.subjects[consent.subject],
        icon: consent.given ? 'circle-check' : 'ban',
        detail: [whoDecided(consent, file, view), formatDate(consent.decidedOn, 'long', view.lang)].join(
          ' · ',
        ),
        aside: <Badge tone={consent.given ? 'good' : 'danger'}>{consent.given ? t.given : t.refused}</Badge>,
      }))}
    />
  )
}

function whoDecided(consent: Consent, file: PatientFile, view: View): string {
  const t = peopleText[view.lang]
  if (consent.guardianId === null) return t.thePatient
  const guardian = file.guardians.find((candidate) => candidate.id === consent.guardianId)
  return guardian ? displayName(guardian) : t.formerGuardian
}
