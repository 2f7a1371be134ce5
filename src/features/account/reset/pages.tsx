import type { PublicFrame } from '#src/platform/http/public.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import {
  Button,
  ErrorSummary,
  Form,
  LinkButton,
  PageHeader,
  PasswordField,
  PlainLayout,
  TextField,
} from '#src/ui/index.ts'
import { resetText } from './text.ts'

interface Props {
  frame: PublicFrame
  attempt?: Attempt | undefined
}

export function AskResetPage({ frame, attempt }: Props) {
  const text = resetText[frame.lang]
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title={text.askTitle}
      footer={<a href="/connexion">{text.backToLogin}</a>}
    >
      <PageHeader title={text.askTitle} subtitle={text.askLead} />
      <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
      <Form action="/mot-de-passe-oublie" frame={frame}>
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
        <Button variant="primary" size="large" wide>
          {text.askSubmit}
        </Button>
      </Form>
    </PlainLayout>
  )
}

export function AskedPage({ frame, canSend }: { frame: PublicFrame; canSend: boolean }) {
  const text = resetText[frame.lang]
  return (
    <PlainLayout lang={frame.lang} theme={frame.theme} title={text.askedTitle}>
      <PageHeader title={text.askedTitle} />
      <p>{text.asked}</p>
      {canSend ? null : <p>{text.askedAlone}</p>}
      <LinkButton href="/connexion" wide>
        {text.backToLogin}
      </LinkButton>
    </PlainLayout>
  )
}

export function ResetPage({ frame, token, attempt }: Props & { token: string }) {
  const text = resetText[frame.lang]
  return (
    <PlainLayout lang={frame.lang} theme={frame.theme} title={text.title}>
      <PageHeader title={text.title} subtitle={text.lead} />
      <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
      <Form action={`/reinitialisation/${token}`} frame={frame}>
        <PasswordField
          name="password"
          lang={frame.lang}
          label={text.password}
          hint={text.passwordHint}
          error={attempt?.error('password')}
          required
          autocomplete="new-password"
        />
        <Button variant="primary" size="large" wide>
          {text.submit}
        </Button>
      </Form>
    </PlainLayout>
  )
}

/** Says nothing of whose link it was. */
export function LinkOverPage({ frame }: { frame: PublicFrame }) {
  const text = resetText[frame.lang]
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title={text.overTitle}
      footer={<a href="/connexion">{text.backToLogin}</a>}
    >
      <PageHeader title={text.overTitle} />
      <p>{text.over}</p>
      <LinkButton href="/mot-de-passe-oublie" variant="primary" wide>
        {text.askAnother}
      </LinkButton>
    </PlainLayout>
  )
}
