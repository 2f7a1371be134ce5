import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  SelectField,
  Stack,
  WithRail,
} from '#src/ui/index.ts'
import type { BilledPatient, MissingIdentity } from '../editor-data.ts'
import type { EditorLine } from '../editor.ts'
import type { CurrentDraft } from '../draft.ts'
import { outcomeText } from '../outcome-text.ts'
import { draftText } from '../draft-text.ts'
import { invoiceText } from '../invoice-text.ts'
import { computeTotals } from '../totals.ts'
import { LineEditor } from './line-editor.tsx'

export interface DraftPageProps {
  view: View
  patient: BilledPatient
  /** undefined while the draft is not saved yet. */
  draft?: { id: string; version: number; totalCents: number } | undefined
  payerId: string
  lines: readonly EditorLine[]
  missing: readonly MissingIdentity[]
  attempt?: Attempt | undefined
  /** What somebody else saved meanwhile. */
  current?: CurrentDraft | undefined
}

/** The form of an invoice before it has a number. Lines are added and removed by buttons of the form itself. */
export function DraftPage(props: DraftPageProps) {
  const { view, patient, draft, attempt } = props
  const text = draftText[view.lang]
  const title = draft ? text.draftFor(patient.name) : text.newInvoice
  const errors = attempt?.value('edit') ? [] : (attempt?.errors ?? [])
  const error = (name: string) => errors.find((one) => one.field === name)?.message
  return (
    <PracticeLayout frame={view.frame} title={title} floatingAction="none">
      <PageHeader
        title={title}
        subtitle={draft ? text.notNumbered : <bdi>{patient.name}</bdi>}
        back={{ href: '/factures?vue=brouillons', label: invoiceText[view.lang].invoices }}
      />
      <WithRail rail={<WhatNext view={view} draft={draft} />}>
        <ErrorSummary lang={view.lang} errors={errors} />
        <PresentVersion {...props} />
        <IdentityNotice view={view} missing={props.missing} />
        <Card padding="large">
          <Form
            action={draft ? `/factures/${draft.id}` : '/factures'}
            frame={view.frame}
            version={props.current?.version ?? draft?.version}
            guardLeave
            id={FORM}
          >
            {draft ? null : <HiddenField name="patientId" value={patient.id} />}
            <div>
              {/* What the Enter key presses is a form's first submit button: it must save, not remove a line. */}
              <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">
                {text.save}
              </button>
              <SelectField
                name="payerId"
                label={text.payer}
                value={props.payerId}
                error={error('payerId')}
                empty={text.thePatient(patient.name)}
                options={patient.payers.map((payer) => ({ value: payer.id, label: payer.name }))}
              />
            </div>
            {props.lines.map((line, index) => (
              <LineEditor
                lang={view.lang}
                line={line}
                index={index}
                several={props.lines.length > 1}
                error={error}
              />
            ))}
            <ButtonRow>
              <Button variant="quiet" icon="plus" name="edit" value="add">
                {text.addLine}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      </WithRail>
    </PracticeLayout>
  )
}

const FORM = 'draft'

/** Issuing first: a draft is only what is not finished yet. */
function WhatNext({ view, draft }: Pick<DraftPageProps, 'view' | 'draft'>) {
  const text = draftText[view.lang]
  return (
    <Card
      title={draft ? text.total : text.next}
      aside={draft ? formatCents(draft.totalCents, view.lang) : undefined}
    >
      <Stack>
        <p class="muted">{text.issueText}</p>
        <Button form={FORM} variant="primary" icon="check" name="issue" value="1" wide>
          {text.saveAndIssue}
        </Button>
        <Button form={FORM} icon="save" wide>
          {text.save}
        </Button>
        {draft ? (
          <ActionForm action={`/factures/${draft.id}/suppression`} frame={view.frame}>
            <Button variant="quiet" icon="trash-2" wide>
              {text.discard}
            </Button>
          </ActionForm>
        ) : null}
      </Stack>
    </Card>
  )
}

/** Both versions side by side: above what is in the database now, below what was typed. */
function PresentVersion({ view, current, patient }: DraftPageProps) {
  if (!current) return null
  const text = draftText[view.lang]
  const payer =
    patient.payers.find((one) => one.id === current.payerId)?.name ?? text.thePatient(patient.name)
  return (
    <Notice kind="warning" title={outcomeText[view.lang].refusals.stalePresent}>
      <p>
        {payer} · {formatCents(computeTotals(current.lines).totalCents, view.lang)}
      </p>
      <ul>
        {current.lines.map((line) => (
          <li>
            {line.serviceDate ? `${formatDate(line.serviceDate, 'numeric')} · ` : ''}
            {line.label} · {line.quantity} × {formatCents(line.unitPriceCents, view.lang)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Said before issuing, never in its way: an incomplete invoice is the practitioner's to judge. */
export function IdentityNotice({ view, missing }: { view: View; missing: readonly MissingIdentity[] }) {
  if (missing.length === 0) return null
  const text = draftText[view.lang]
  return (
    <Notice
      kind="warning"
      title={text.missingIdentity}
      actions={
        <LinkButton href="/parametres" size="small">
          {text.completePractice}
        </LinkButton>
      }
    >
      {text.missingIdentityText(missing.map((field) => text.identityFields[field]).join(', '))}
    </Notice>
  )
}
