import { formatIsoDate } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  DateField,
  ErrorSummary,
  FieldRow,
  Form,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  SelectField,
  Stack,
} from '#src/ui/index.ts'
import { consentSubjects, consentsInForce } from '../consents.ts'
import type { PatientFile } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { peopleText } from '../people-text.ts'
import { ConsentList } from './people-cards.tsx'
import { field } from '../filled.ts'

/** Records a decision, and shows every one on record. */
export function ConsentsPage({
  file,
  view,
  attempt,
}: {
  file: PatientFile
  view: View
  attempt?: Attempt | undefined
}) {
  const t = peopleText[view.lang]
  const href = `/patients/${file.id}`
  const today = formatIsoDate(view.today)
  const initial = {
    value: (name: string) => (name === 'decidedOn' ? today : name === 'given' ? 'oui' : ''),
    error: () => undefined,
  }
  const filled = attempt ?? initial
  const inForce = consentsInForce(file.consents)
  return (
    <PracticeLayout frame={view.frame} title={t.consents} width="narrow" floatingAction="none">
      <PageHeader title={t.consents} back={{ href, label: patientName(file) }} />
      <Stack>
        <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
        {file.kind === 'minor' ? <Notice>{t.bothParents}</Notice> : null}
        <Card title={t.recordConsent}>
          <Form action={`${href}/consentements`} frame={view.frame}>
            <SelectField
              {...field(filled, 'subject')}
              label={t.subject}
              options={consentSubjects.map((subject) => ({ value: subject, label: t.subjects[subject] }))}
            />
            <RadioChips
              {...field(filled, 'given')}
              label={t.decision}
              options={[
                { value: 'oui', label: t.given, icon: 'circle-check' },
                { value: 'non', label: t.refused, icon: 'ban' },
              ]}
            />
            <FieldRow>
              <DateField {...field(filled, 'decidedOn')} label={t.decidedOn} max={today} required />
              {file.guardians.length > 0 ? (
                <SelectField
                  {...field(filled, 'guardianId')}
                  label={t.decidedBy}
                  empty={t.thePatient}
                  options={file.guardians.map((guardian) => ({
                    value: guardian.id,
                    label: displayName(guardian),
                  }))}
                />
              ) : null}
            </FieldRow>
            <ButtonRow align="end">
              <Button variant="primary" icon="check">
                {t.save}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
        {inForce.length > 0 ? (
          <Card title={t.inForce}>
            <ConsentList consents={inForce} file={file} view={view} />
          </Card>
        ) : null}
        {file.consents.length > inForce.length ? (
          <Card title={t.consentHistory} aside={t.consentHistoryHint}>
            <ConsentList consents={file.consents} file={file} view={view} />
          </Card>
        ) : null}
      </Stack>
    </PracticeLayout>
  )
}
