import type { Child } from 'hono/jsx'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { VisitorFrame } from '#src/platform/http/stranger.ts'
import {
  Button,
  ErrorSummary,
  Form,
  Notice,
  PageHeader,
  PasswordField,
  PlainLayout,
  QrCode,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { operatorLoginText } from './text.ts'

interface Props {
  frame: VisitorFrame
  attempt?: Attempt | undefined
}

export function LoginPage({ frame, attempt }: Props) {
  const text = operatorLoginText[frame.lang]
  return (
    <LobbyPage
      frame={frame}
      attempt={attempt}
      title={text.title}
      lead={text.lead}
      footer={
        <>
          <a href="/operateur/premier-acces">{text.firstAccess}</a> ·{' '}
          <a href="/connexion">{text.practiceLogin}</a>
        </>
      }
    >
      <Form action="/operateur/connexion" frame={frame}>
        <IdentifierField frame={frame} attempt={attempt} />
        <PasswordField
          name="password"
          lang={frame.lang}
          label={text.password}
          error={attempt?.error('password')}
          required
          autocomplete="current-password"
        />
        <Button variant="primary" size="large" wide>
          {text.submit}
        </Button>
      </Form>
    </LobbyPage>
  )
}

export function AccessPage({ frame, attempt }: Props) {
  const text = operatorLoginText[frame.lang]
  return (
    <LobbyPage
      frame={frame}
      attempt={attempt}
      title={text.accessTitle}
      lead={text.accessLead}
      footer={<a href="/operateur/connexion">{text.back}</a>}
    >
      <Form action="/operateur/premier-acces" frame={frame}>
        <IdentifierField frame={frame} attempt={attempt} />
        <TextField
          name="code"
          label={text.accessCode}
          value={attempt?.value('code')}
          error={attempt?.error('code')}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <PasswordField
          name="password"
          lang={frame.lang}
          label={text.newPassword}
          hint={text.newPasswordHint}
          error={attempt?.error('password')}
          required
          autocomplete="new-password"
        />
        <Button variant="primary" size="large" wide>
          {text.codeSubmit}
        </Button>
      </Form>
    </LobbyPage>
  )
}

export function CodePage({ frame, attempt }: Props) {
  const text = operatorLoginText[frame.lang]
  return (
    <LobbyPage
      frame={frame}
      attempt={attempt}
      title={text.codeTitle}
      lead={text.codeLead}
      footer={<a href="/operateur/connexion">{text.back}</a>}
    >
      <CodeForm action="/operateur/code" frame={frame} attempt={attempt} />
    </LobbyPage>
  )
}

export function EnrolPage({ frame, attempt, secret, uri }: Props & { secret: string; uri: string }) {
  const text = operatorLoginText[frame.lang]
  return (
    <LobbyPage
      frame={frame}
      attempt={attempt}
      title={text.enrolTitle}
      lead={text.enrolLead}
      footer={<a href="/operateur/connexion">{text.back}</a>}
    >
      <Stack>
        <QrCode text={uri} label={text.enrolQr} />
        <p>
          {text.enrolSecret} <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <CodeForm action="/operateur/second-facteur" frame={frame} attempt={attempt} />
      </Stack>
    </LobbyPage>
  )
}

function LobbyPage(props: Props & { title: string; lead: string; footer: Child; children: Child }) {
  const { frame, title } = props
  return (
    <PlainLayout lang={frame.lang} theme={frame.theme} title={title} footer={props.footer}>
      <PageHeader title={title} subtitle={props.lead} />
      {frame.toast ? (
        <Notice kind="good" live>
          {frame.toast.message}
        </Notice>
      ) : null}
      <ErrorSummary lang={frame.lang} errors={props.attempt?.errors ?? []} />
      {props.children}
    </PlainLayout>
  )
}

function IdentifierField({ frame, attempt }: Props) {
  return (
    <TextField
      name="identifier"
      label={operatorLoginText[frame.lang].identifier}
      value={attempt?.value('identifier')}
      error={attempt?.error('identifier')}
      required
      autocomplete="username"
      autocapitalize="off"
      spellcheck={false}
    />
  )
}

function CodeForm({ action, frame, attempt }: Props & { action: string }) {
  const text = operatorLoginText[frame.lang]
  return (
    <Form action={action} frame={frame}>
      <TextField
        name="code"
        label={text.code}
        error={attempt?.error('code')}
        required
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
      />
      <Button variant="primary" size="large" wide>
        {text.codeSubmit}
      </Button>
    </Form>
  )
}
