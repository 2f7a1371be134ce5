import { formatDate } from '#src/domain/civil-format.ts'
import { civilDateOf } from '#src/domain/civil-time.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  CopyField,
  ErrorSummary,
  Form,
  LinkButton,
  PageHeader,
  PasswordField,
  PracticeLayout,
  QrCode,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { NewPasswordField } from '../entry-page.tsx'
import type { Enrolment } from './enrolment.ts'
import type { SecurityState } from './load.ts'
import { SessionsCard } from './sessions-card.tsx'
import { securityText } from './text.ts'
import { TokensCard } from './tokens-card.tsx'

interface Props {
  view: View
  state: SecurityState
  attempt?: Attempt | undefined
  /** The form that was refused, where two share a field's name. */
  refused?: 'password' | 'factor' | 'recovery' | 'token' | undefined
}

export function SecurityPage({ view, state, attempt, refused }: Props) {
  const text = securityText[view.lang]
  const error = (form: Props['refused'], field: string) =>
    refused === form ? attempt?.error(field) : undefined
  return (
    <PracticeLayout frame={view.frame} title={text.title} width="narrow" floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} back={{ href: '/parametres', label: text.back }} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Stack>
        <SecondFactorCard
          view={view}
          state={state}
          stopError={error('factor', 'password')}
          renewError={error('recovery', 'password')}
        />
        <Card title={text.password}>
          <Form action="/parametres/securite/mot-de-passe" frame={view.frame} label={text.password}>
            <input
              type="text"
              name="identifier"
              value={state.identifier}
              autocomplete="username"
              hidden
              readonly
            />
            <PasswordField
              name="currentPassword"
              lang={view.lang}
              label={text.currentPassword}
              error={error('password', 'currentPassword')}
              required
              autocomplete="current-password"
            />
            <NewPasswordField
              name="newPassword"
              lang={view.lang}
              attempt={refused === 'password' ? attempt : undefined}
            />
            <Button>{text.changePassword}</Button>
          </Form>
        </Card>
        <SessionsCard view={view} sessions={state.sessions} />
        <TokensCard view={view} tokens={state.tokens} attempt={refused === 'token' ? attempt : undefined} />
      </Stack>
    </PracticeLayout>
  )
}

function SecondFactorCard(props: {
  view: View
  state: SecurityState
  stopError: string | undefined
  renewError: string | undefined
}) {
  const { view, state } = props
  const text = securityText[view.lang]
  const since = state.secondFactorSince
  if (!since) {
    return (
      <Card title={text.factor} aside={<Badge tone="warning">{text.factorOff}</Badge>}>
        <Stack>
          <p>{text.factorOffText}</p>
          <ActionForm action="/parametres/securite/second-facteur" frame={view.frame}>
            <Button variant="primary" icon="shield-check">
              {text.factorStart}
            </Button>
          </ActionForm>
        </Stack>
      </Card>
    )
  }
  const date = formatDate(civilDateOf(since, view.zone), 'long', view.lang)
  return (
    <>
      <Card title={text.factor} aside={<Badge tone="good">{text.factorOn}</Badge>}>
        <Stack>
          <p>{text.factorOnText(date)}</p>
          <Form action="/parametres/securite/second-facteur/arret" frame={view.frame} label={text.factorStop}>
            <PasswordField
              name="password"
              id={props.stopError ? undefined : 'stop-password'}
              lang={view.lang}
              label={text.currentPassword}
              error={props.stopError}
              required
              autocomplete="current-password"
            />
            <Button variant="danger">{text.factorStop}</Button>
          </Form>
        </Stack>
      </Card>
      <Card title={text.recovery}>
        <Stack>
          <p>{text.recoveryText(state.recoveryCodesLeft)}</p>
          <Form action="/parametres/securite/codes-de-secours" frame={view.frame} label={text.recoveryRenew}>
            <PasswordField
              name="password"
              id={props.renewError ? undefined : 'renew-password'}
              lang={view.lang}
              label={text.currentPassword}
              error={props.renewError}
              required
              autocomplete="current-password"
            />
            <Button>{text.recoveryRenew}</Button>
          </Form>
        </Stack>
      </Card>
    </>
  )
}

export function EnrolmentPage(props: { view: View; enrolment: Enrolment; attempt?: Attempt | undefined }) {
  const { view, enrolment, attempt } = props
  const text = securityText[view.lang]
  const groups = enrolment.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
  return (
    <PracticeLayout frame={view.frame} title={text.enrolTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={text.enrolTitle}
        subtitle={text.enrolLead}
        back={{ href: '/parametres/securite', label: text.backSecurity }}
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Stack>
        <Card title={text.enrolScan}>
          <Stack>
            <p>{text.enrolScanHint}</p>
            <QrCode text={enrolment.uri} label={text.enrolQr} />
            <p>
              {text.enrolSecret} <code>{groups}</code>
            </p>
          </Stack>
        </Card>
        <Card title={text.enrolConfirm}>
          <Form action="/parametres/securite/second-facteur/confirmation" frame={view.frame}>
            <TextField
              name="code"
              label={text.code}
              error={attempt?.error('code')}
              required
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={12}
            />
            <Button variant="primary">{text.enrolSubmit}</Button>
          </Form>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}

export function RecoveryCodesPage({ view, codes }: { view: View; codes: readonly string[] }) {
  const text = securityText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.recoveryTitle} width="narrow" floatingAction="none">
      <PageHeader title={text.recoveryTitle} subtitle={text.recoveryLead} />
      <Card
        footer={
          <LinkButton href="/parametres/securite" variant="primary">
            {text.recoveryDone}
          </LinkButton>
        }
      >
        <Stack>
          <ol class="secret-list">
            {codes.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <p>{text.recoveryKeep}</p>
        </Stack>
      </Card>
    </PracticeLayout>
  )
}

export function TokenPage({ view, token }: { view: View; token: string }) {
  const text = securityText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.tokenTitle} width="narrow" floatingAction="none">
      <PageHeader title={text.tokenTitle} subtitle={text.tokenLead} />
      <Card
        footer={
          <LinkButton href="/parametres/securite" variant="primary">
            {text.tokenDone}
          </LinkButton>
        }
      >
        <Stack>
          <CopyField name="token" lang={view.lang} label={text.tokenTitle} value={token} labelHidden />
          <p>
            {text.tokenUse} <code>Authorization: Bearer …</code>
          </p>
        </Stack>
      </Card>
    </PracticeLayout>
  )
}
