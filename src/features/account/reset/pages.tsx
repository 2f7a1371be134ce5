import type { VisitorFrame } from '#src/platform/http/stranger.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import { Button, Form, LinkButton } from '#src/ui/index.ts'
import { EntryPage, IdentifierField, NewPasswordField } from '../entry-page.tsx'
import { resetText } from './text.ts'

interface Props {
  frame: VisitorFrame
  attempt?: Attempt | undefined
}

export function AskResetPage({ frame, attempt }: Props) {
  const text = resetText[frame.lang]
  return (
    <EntryPage
      frame={frame}
      title={text.askTitle}
      lead={text.askLead}
      attempt={attempt}
      footer={<a href="/connexion">{text.backToLogin}</a>}
    >
      <Form action="/mot-de-passe-oublie" frame={frame}>
        <IdentifierField lang={frame.lang} attempt={attempt} autofocus={attempt === undefined} />
        <Button variant="primary" size="large" wide>
          {text.askSubmit}
        </Button>
      </Form>
    </EntryPage>
  )
}

export function AskedPage({ frame, canSend }: { frame: VisitorFrame; canSend: boolean }) {
  const text = resetText[frame.lang]
  return (
    <EntryPage frame={frame} title={text.askedTitle}>
      <p>{text.asked}</p>
      {canSend ? null : <p>{text.askedAlone}</p>}
      <LinkButton href="/connexion" wide>
        {text.backToLogin}
      </LinkButton>
    </EntryPage>
  )
}

export function ResetPage({ frame, token, attempt }: Props & { token: string }) {
  const text = resetText[frame.lang]
  return (
    <EntryPage frame={frame} title={text.title} lead={text.lead} attempt={attempt}>
      <Form action={`/reinitialisation/${token}`} frame={frame}>
        <NewPasswordField name="password" lang={frame.lang} attempt={attempt} />
        <Button variant="primary" size="large" wide>
          {text.submit}
        </Button>
      </Form>
    </EntryPage>
  )
}

/** Says nothing of whose link it was. */
export function LinkOverPage({ frame }: { frame: VisitorFrame }) {
  const text = resetText[frame.lang]
  return (
    <EntryPage frame={frame} title={text.overTitle} footer={<a href="/connexion">{text.backToLogin}</a>}>
      <p>{text.over}</p>
      <LinkButton href="/mot-de-passe-oublie" variant="primary" wide>
        {text.askAnother}
      </LinkButton>
    </EntryPage>
  )
}
