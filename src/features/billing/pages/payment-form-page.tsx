import { formatIsoDate } from '#src/domain/civil-format.ts'
import { formatCents, formatPlainCents } from '#src/domain/money.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  DateField,
  ErrorSummary,
  FieldGroup,
  FieldRow,
  Form,
  HiddenField,
  type IconName,
  MoneyField,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  Stack,
  ShowWhen,
  TextField,
} from '#src/ui/index.ts'
import type { OpenInvoice } from '../debts.ts'
import { type Method, METHODS } from '../record-payment.ts'
import { paymentText } from '../payment-text.ts'

export interface PaymentFormProps {
  view: View
  patient: { id: string; name: string }
  /** The invoice it starts from. */
  invoice: { id: string; number: string; dueCents: number; payerName: string } | undefined
  debts: readonly OpenInvoice[]
  attempt?: Attempt | undefined
}

const icons: Readonly<Record<Method, IconName>> = {
  cheque: 'receipt-text',
  cash: 'banknote',
  card: 'credit-card',
  transfer: 'landmark',
  online: 'globe',
}

/** Taking the money: amount owed, today and the payer's name are already there; a cheque is the first choice. */
export function PaymentFormPage({ view, patient, invoice, debts, attempt }: PaymentFormProps) {
  const text = paymentText[view.lang]
  const owed = invoice?.dueCents ?? debts.reduce((sum, debt) => sum + debt.dueCents, 0)
  const typed = (name: string, otherwise: string) => (attempt ? attempt.value(name) : otherwise)
  const field = (name: string, otherwise = '') => ({
    name,
    value: typed(name, otherwise),
    error: attempt?.error(name),
  })
  const sharing = debts.some((_, index) => typed(`allocations.${index}.amount`, '') !== '')
  const back = invoice
    ? { href: `/factures/${invoice.id}`, label: text.invoiceNumber(invoice.number) }
    : { href: '/reglements', label: text.paymentsTitle }
  return (
    <PracticeLayout frame={view.frame} title={text.take} width="narrow" floatingAction="none">
      <PageHeader
        title={text.take}
        subtitle={
          <>
            {invoice ? `${text.invoiceNumber(invoice.number)} · ` : ''}
            <bdi>{patient.name}</bdi>
            {owed > 0 ? ` · ${text.owed(formatCents(owed, view.lang))}` : ''}
          </>
        }
        back={back}
      />
      <Stack>
        <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
        {owed === 0 ? <Notice title={text.nothingOwed}>{text.nothingOwedText}</Notice> : null}
        <Card padding="large">
          <Form action="/reglements" frame={view.frame}>
            <HiddenField name="patientId" value={patient.id} />
            {invoice ? <HiddenField name="invoiceId" value={invoice.id} /> : null}
            <RadioChips
              {...field('method', 'cheque')}
              label={text.method}
              options={METHODS.filter((method) => method !== 'online').map((method) => ({
                value: method,
                label: text.methods[method],
                icon: icons[method],
              }))}
            />
            <FieldRow>
              <MoneyField
                {...field('amount', owed === 0 ? '' : formatPlainCents(owed))}
                label={text.amount}
                required
              />
              <DateField
                {...field('receivedOn', formatIsoDate(view.today))}
                label={text.receivedOn}
                required
                max={formatIsoDate(view.today)}
              />
            </FieldRow>
            {attempt?.error('cashConfirmed') ? (
              <CheckboxField
                name="cashConfirmed"
                label={text.cashConfirmed}
                value="1"
                error={attempt.error('cashConfirmed')}
              />
            ) : null}
            <ShowWhen field="method" values={['cheque']}>
              <FieldGroup id="cheque" title={text.cheque} hint={text.chequeHint}>
                <FieldRow>
                  <TextField
                    {...field('cheque.number')}
                    label={text.chequeNumber}
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength={40}
                  />
                  <TextField
                    {...field('cheque.bank')}
                    label={text.chequeBank}
                    autocomplete="off"
                    maxlength={300}
                  />
                </FieldRow>
                <TextField
                  {...field('cheque.drawer', invoice?.payerName ?? patient.name)}
                  label={text.chequeDrawer}
                  autocomplete="off"
                  maxlength={300}
                />
              </FieldGroup>
            </ShowWhen>
            {debts.length > 1 ? (
              <details open={sharing}>
                <summary class="button button-quiet">{text.share}</summary>
                <FieldGroup id="sharing" title={text.sharing} hint={text.sharingHint}>
                  {debts.map((debt, index) => (
                    <>
                      <HiddenField name={`allocations.${index}.invoiceId`} value={debt.invoiceId} />
                      <MoneyField
                        {...field(`allocations.${index}.amount`)}
                        label={text.shareOf(debt.number, formatCents(debt.dueCents, view.lang))}
                      />
                    </>
                  ))}
                </FieldGroup>
              </details>
            ) : null}
            <ButtonRow align="end">
              <Button variant="primary" size="large" icon="check">
                {text.recordPayment}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}
