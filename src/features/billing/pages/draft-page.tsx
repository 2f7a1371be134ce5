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
} from '#src/ui/index.ts'
import type { BilledPatient, MissingIdentity } from '../editor-data.ts'
import type { EditorLine } from '../editor.ts'
import type { CurrentDraft } from '../draft.ts'
import { outcomeText } from '../outcome-text.ts'
import { billingText } from '../text.ts'
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
  const text = billingText[view.lang]
  const title = draft ? text.draftFor(patient.name) : text.newInvoice
  const action = draft ? `/factures/${draft.id}` : '/factures'
  const errors = attempt?.value('edit') ? [] : (attempt?.errors ?? [])
  const error = (name: string) => errors.find((one) => one.field === name)?.message
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader
        title={title}
        subtitle={draft ? text.notNumbered : patient.name}
        back={{ href: '/factures?vue=brouillons', label: text.invoices }}
        actions={
          draft ? (
            <ActionForm action={`/factures/${draft.id}/suppression`} frame={view.frame}>
              <Button variant="quiet" icon="trash-2">
                {text.discard}
              </Button>
            </ActionForm>
          ) : undefined
        }
      />
      <Stack>
        <ErrorSummary lang={view.lang} errors={errors} />
        <PresentVersion {...props} />
        <IdentityNotice view={view} missing={props.missing} />
        <Form
          action={action}
          frame={view.frame}
          version={props.current?.version ?? draft?.version}
          guardLeave
          id="draft"
        >
          {draft ? null : <HiddenField name="patientId" value={patient.id} />}
          <SelectField
            name="payerId"
            label={text.payer}
            value={props.payerId}
            error={error('payerId')}
            empty={text.thePatient(patient.name)}
            options={patient.payers.map((payer) => ({ value: payer.id, label: payer.name }))}
          />
          {/* The first submit button of a form is what the Enter key presses: it must save, not remove a line. */}
          <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">
            {text.save}
          </button>
          {props.lines.map((line, index) => (
            <LineEditor
              text={text}
              line={line}
              index={index}
              removable={props.lines.length > 1}
              error={error}
            />
          ))}
          <ButtonRow>
            <Button variant="quiet" icon="plus" name="edit" value="add">
              {text.addLine}
            </Button>
          </ButtonRow>
          <Card
            tone="sunk"
            title={draft ? `${text.total} : ${formatCents(draft.totalCents, view.lang)}` : undefined}
          >
            <ButtonRow align="end">
              <Button icon="save">{text.save}</Button>
              <Button variant="primary" icon="check" name="issue" value="1">
                {text.saveAndIssue}
              </Button>
            </ButtonRow>
          </Card>
        </Form>
      </Stack>
    </PracticeLayout>
  )
}

/** Both versions side by side: above what is in the database now, below what was typed. */
function PresentVersion({ view, current, patient }: DraftPageProps) {
  if (!current) return null
  const text = billingText[view.lang]
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
  const text = billingText[view.lang]
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
