import type { Child } from 'hono/jsx'
import type { VisitorFrame } from '#src/platform/http/stranger.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { ErrorSummary, Notice, PageHeader, PasswordField, PlainLayout, TextField } from '#src/ui/index.ts'
import { entryText } from './entry-text.ts'

/** A page before the login: one card under the logo. */
export function EntryPage(props: {
  frame: VisitorFrame
  title: string
  lead?: string | undefined
  attempt?: Attempt | undefined
  width?: 'medium' | undefined
  /** The other way, below the card. */
  footer?: Child
  children: Child
}) {
  const { frame, title } = props
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title={title}
      width={props.width}
      footer={props.footer}
    >
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

interface EntryFieldProps {
  lang: Lang
  attempt?: Attempt | undefined
  hint?: string | undefined
}

export function IdentifierField({
  lang,
  attempt,
  hint,
  present,
  autofocus,
}: EntryFieldProps & {
  /** The identifier that there is, to be changed. */
  present?: string | undefined
  autofocus?: boolean | undefined
}) {
  return (
    <TextField
      name="identifier"
      label={entryText[lang].identifier}
      hint={hint}
      value={attempt?.value('identifier') ?? present}
      error={attempt?.error('identifier')}
      required
      autocomplete="username"
      autocapitalize="off"
      spellcheck={false}
      autofocus={autofocus}
    />
  )
}

/** A password that is chosen, with what makes it a good one. */
export function NewPasswordField({
  lang,
  attempt,
  name,
  label,
}: EntryFieldProps & { name: string; label?: string | undefined }) {
  const text = entryText[lang]
  return (
    <PasswordField
      name={name}
      lang={lang}
      label={label ?? text.newPassword}
      hint={text.newPasswordHint}
      error={attempt?.error(name)}
      required
      autocomplete="new-password"
    />
  )
}
