import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { formatCents } from '#src/domain/money.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Card,
  DescriptionList,
  LinkButton,
  Menu,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  WithRail,
  ActionForm,
  Button,
} from '#src/ui/index.ts'
import { AvailabilitiesCard } from '../availabilities/card.tsx'
import type { Availability } from '../availabilities/rules.ts'
import type { AppointmentFact, PatientFacts } from '../find-patient-facts.ts'
import type { PatientFile } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { peopleText } from '../people-text.ts'
import { isGroup } from '../rules.ts'
import { patientText } from '../text.ts'
import { ConsentsCard, GuardiansCard, PayersCard } from './people-cards.tsx'
import { MembersCard, MergedCard } from './related-cards.tsx'
import { bornText } from '../person-texts.ts'

export interface FilePageData {
  file: PatientFile
  facts: PatientFacts
  availabilities: readonly Availability[]
}

/** The patient's file: who, how to reach them, who else matters, and where the follow-up stands. */
export function FilePage({ data, view }: { data: FilePageData; view: View }) {
  const { file } = data
  const t = patientText[view.lang]
  const people = peopleText[view.lang]
  const href = `/patients/${file.id}`
  const name = patientName(file)
  const archived = file.archivedAt !== null
  return (
    <PracticeLayout
      frame={view.frame}
      title={name}
      floatingAction={{
        href: `/rendez-vous/nouveau?patientId=${file.id}`,
        label: t.newAppointment,
        icon: 'calendar-plus',
      }}
    >
      <PageHeader
        title={name}
        back={{ href: '/patients', label: t.patients }}
        badge={archived ? <Badge icon="archive">{t.archived}</Badge> : undefined}
        subtitle={[
          t.kinds[file.kind],
          ...(file.birthDate ? [bornText(file.birthDate, view.today, view.lang)] : []),
        ].join(' · ')}
        actions={
          <>
            <Menu
              frame={view.frame}
              items={[
                {
                  label: t.newInvoice,
                  href: `/factures/nouvelle?patientId=${file.id}`,
                  icon: 'receipt-text',
                },
                ...(isGroup(file.kind) || file.kind === 'minor'
                  ? []
                  : [
                      {
                        label: people.addGuardian,
                        href: `${href}/responsables/nouveau`,
                        icon: 'user-check',
                      } as const,
                    ]),
                { label: t.mergeWith, href: `${href}/fusion`, icon: 'git-merge' },
                archived
                  ? { label: t.unarchive, action: `${href}/retablissement`, icon: 'rotate-ccw' }
                  : { label: t.archive, action: `${href}/archivage`, icon: 'archive' },
              ]}
            />
            <LinkButton href={`${href}/seances`} icon="notebook-pen">
              {t.seeSessions}
            </LinkButton>
            <LinkButton
              href={`/rendez-vous/nouveau?patientId=${file.id}`}
              variant="primary"
              icon="calendar-plus"
              desktopOnly
            >
              {t.newAppointment}
            </LinkButton>
          </>
        }
      />
      <WithRail rail={<FollowUp data={data} view={view} />}>
        <Stack>
          {archived ? (
            <Notice
              actions={
                <ActionForm action={`${href}/retablissement`} frame={view.frame}>
                  <Button size="small">{t.unarchive}</Button>
                </ActionForm>
              }
            >
              {t.archivedNotice}
            </Notice>
          ) : null}
          <ContactCard file={file} view={view} />
          {isGroup(file.kind) ? <MembersCard file={file} view={view} /> : null}
          {file.kind === 'minor' || file.guardians.length > 0 ? (
            <GuardiansCard file={file} view={view} />
          ) : null}
          <AvailabilitiesCard view={view} patientId={file.id} items={data.availabilities} />
          <PayersCard file={file} view={view} />
          <ConsentsCard file={file} view={view} />
          {file.mergedFiles.length > 0 ? <MergedCard file={file} view={view} /> : null}
        </Stack>
      </WithRail>
    </PracticeLayout>
  )
}

function ContactCard({ file, view }: { file: PatientFile; view: View }) {
  const t = patientText[view.lang]
  const { street, postcode, city } = file.address
  const town = [postcode, city].filter((part) => part !== '').join(' ')
  const address = [...street.split('\n'), town].filter((line) => line !== '')
  const items = [
    {
      term: t.phones,
      value: file.phones.map((phone) => (
        <div>
          <a href={`tel:${phone}`}>{formatPhone(phone)}</a>
        </div>
      )),
    },
    {
      term: t.emails,
      value: file.emails.map((email) => (
        <div>
          <a href={`mailto:${email}`}>{email}</a>
        </div>
      )),
    },
    { term: t.address, value: address.map((line) => <div>{line}</div>) },
    { term: t.referredBy, value: file.referredBy === '' ? [] : [file.referredBy] },
  ].filter(({ value }) => value.length > 0)
  const groups = file.groups.map((group) => (
    <div>
      <a href={`/patients/${group.id}`}>{patientName(group)}</a>
    </div>
  ))
  const more = [
    ...(file.remarks === '' ? [] : [{ term: t.remarks, value: <Lines text={file.remarks} /> }]),
    ...(groups.length === 0 ? [] : [{ term: t.belongsTo, value: groups }]),
  ]
  return (
    <Card
      title={t.contact}
      aside={
        <LinkButton href={`/patients/${file.id}/modification`} size="small" icon="pencil">
          {t.edit}
        </LinkButton>
      }
    >
      {items.length + more.length === 0 ? <p>{t.noContact}</p> : null}
      <DescriptionList layout="columns" items={[...items, ...more]} />
    </Card>
  )
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line) => (
        <div>{line === '' ? '\u00a0' : line}</div>
      ))}
    </>
  )
}

function FollowUp({ data: { file, facts }, view }: { data: FilePageData; view: View }) {
  const t = patientText[view.lang]
  return (
    <Card title={t.followUp}>
      <DescriptionList
        items={[
          { term: t.nextAppointment, value: <Appointment fact={facts.nextAppointment} view={view} /> },
          { term: t.lastAppointment, value: <Appointment fact={facts.lastAppointment} view={view} /> },
          { term: t.sessions, value: t.sessionCount(facts.sessionCount) },
          {
            term: t.due,
            value:
              facts.dueCents === 0 ? t.nothingDue : <Due cents={facts.dueCents} file={file} view={view} />,
          },
        ]}
      />
    </Card>
  )
}

/** What is owed, with the press that takes it. */
function Due({ cents, file, view }: { cents: number; file: PatientFile; view: View }) {
  return (
    <>
      <a href={`/factures?patientId=${file.id}`}>{formatCents(cents, view.lang)}</a>{' '}
      <LinkButton href={`/reglements/nouveau?patientId=${file.id}`} size="small" icon="hand-coins">
        {patientText[view.lang].collect}
      </LinkButton>
    </>
  )
}

function Appointment({ fact, view }: { fact: AppointmentFact | null; view: View }) {
  if (!fact) return <>{patientText[view.lang].noAppointment}</>
  const wall = wallTimeOf(fact.startsAt, view.zone)
  return (
    <>
      <a href={`/rendez-vous/${fact.id}`}>
        {formatDate(wall, 'full', view.lang)}, {formatTime(wall, view.lang)}
      </a>
      <div>{fact.typeName}</div>
    </>
  )
}
