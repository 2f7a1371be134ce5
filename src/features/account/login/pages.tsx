import type { VisitorFrame } from '#src/platform/http/stranger.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import { Button, Form, HiddenField, PasswordField, TextField } from '#src/ui/index.ts'
import { EntryPage, IdentifierField } from '../entry-page.tsx'
import { entryText } from '../entry-text.ts'
import { loginText } from './text.ts'

interface LoginPageProps {
  frame: VisitorFrame
  next: string | undefined
  attempt?: Attempt | undefined
}

export function LoginPage({ frame, next, attempt }: LoginPageProps) {
  const { lang } = frame
  const text = loginText[lang]
  return (
    <EntryPage
      frame={frame}
      title={text.title}
      lead={text.lead}
      attempt={attempt}
      footer={<a href="/mot-de-passe-oublie">{text.forgotten}</a>}
    >
      <Form action="/connexion" frame={frame}>
        {next ? <HiddenField name="suite" value={next} /> : null}
        <IdentifierField lang={lang} attempt={attempt} autofocus={attempt === undefined} />
        <PasswordField
          name="password"
          lang={lang}
          label={entryText[lang].password}
          error={attempt?.error('password')}
          required
          autocomplete="current-password"
        />
        <Button variant="primary" size="large" wide>
          {text.submit}
        </Button>
      </Form>
    </EntryPage>
  )
}

export function CodePage({ frame, next, attempt }: LoginPageProps) {
  const text = loginText[frame.lang]
  return (
    <EntryPage
      frame={frame}
      title={text.codeTitle}
      lead={text.codeLead}
      attempt={attempt}
      footer={<a href="/connexion">{text.otherAccount}</a>}
    >
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
    </EntryPage>
  )
}
