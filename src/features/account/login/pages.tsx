import type { PublicFrame } from '#src/platform/http/public.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import {
  Button,
  ErrorSummary,
  Form,
  HiddenField,
  Notice,
  PageHeader,
  PasswordField,
  PlainLayout,
  TextField,
} from '#src/ui/index.ts'
import { loginText } from './text.ts'

interface LoginPageProps {
  frame: PublicFrame
  next: string | undefined
  attempt?: Attempt | undefined
}

export function LoginPage({ frame, next, attempt }: LoginPageProps) {
  const text = loginText[frame.lang]
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title={text.title}
      footer={<a href="/mot-de-passe-oublie">{text.forgotten}</a>}
    >
      <PageHeader title={text.title} subtitle={text.lead} />
      {frame.toast ? (
        <Notice kind="good" live>
          {frame.toast.message}
        </Notice>
      ) : null}
      <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
      <Form action="/connexion" frame={frame}>
        {next ? <HiddenField name="suite" value={next} /> : null}
        <TextField
          name="identifier"
          label={text.identifier}
          value={attempt?.value('identifier')}
          error={attempt?.error('identifier')}
          required
          autocomplete="username"
          autocapitalize="off"
          spellcheck={false}
          autofocus={attempt === undefined}
        />
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
    </PlainLayout>
  )
}

export function CodePage({ frame, next, attempt }: LoginPageProps) {
  const text = loginText[frame.lang]
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title={text.codeTitle}
      footer={<a href="/connexion">{text.otherAccount}</a>}
    >
      <PageHeader title={text.codeTitle} subtitle={text.codeLead} />
      <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
      <Form action="/connexion/code" frame={frame}>
        {next ? <HiddenField name="suite" value={next} /> : null}
        <TextField
          name="code"
          label={text.code}
          hint={text.codeHint}
          error={attempt?.error('code')}
          required
          autocomplete="one-time-code"
          autocapitalize="off"
          spellcheck={false}
          autofocus={attempt === undefined}
        />
        <Button variant="primary" size="large" wide>
          {text.codeSubmit}
        </Button>
      </Form>
    </PlainLayout>
  )
}
