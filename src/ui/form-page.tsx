import type { Child } from 'hono/jsx'
import { Button, ButtonRow, LinkButton } from './button.tsx'
import { type FieldError, ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import type { Frame } from './frame.ts'
import { Notice } from './notice.tsx'
import { PageHeader, type PageHeaderProps } from './page-header.tsx'
import { PracticeLayout } from './practice-layout.tsx'

/**
 * A page that is one form: what was refused in front, `notice` when the record was changed meanwhile, the fields, and
 * a row that leads `back` or sends. Leaving warns of what was not sent.
 */
export function FormPage(
  props: Omit<PageHeaderProps, 'title' | 'titleExtra' | 'back'> & {
    frame: Frame
    title: string
    back: { href: string; label: string }
    errors?: readonly FieldError[] | undefined
    notice?: Child | undefined
    action: string
    version?: number | undefined
    /** The words on the two buttons. */
    cancel: string
    send: string
    children: Child
  },
) {
  const {
    frame,
    title,
    back,
    errors = [],
    notice,
    action,
    version,
    cancel,
    send,
    children,
    ...header
  } = props
  return (
    <PracticeLayout frame={frame} title={title} width="narrow" floatingAction="none">
      <PageHeader title={title} back={back} {...header} />
      <ErrorSummary lang={frame.lang} errors={errors} />
      {notice ? <Notice>{notice}</Notice> : null}
      <Form action={action} frame={frame} version={version} guardLeave>
        {children}
        <ButtonRow align="end">
          <LinkButton href={back.href}>{cancel}</LinkButton>
          <Button variant="primary">{send}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}
