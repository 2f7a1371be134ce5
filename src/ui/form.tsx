import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import type { Frame } from './frame.ts'

export type FormProps = {
  action: string
  frame: Pick<Frame, 'csrf'>
  /** Stored with the result so that a repeat does nothing twice. A fresh one when left out. */
  submissionId?: string | undefined
  /** The version the editor saw: a stale form is refused. */
  version?: number | string | undefined
  /** For forms with files. */
  multipart?: boolean | undefined
  id?: string | undefined
  /** `stack` (default) spaces fields out; `inline` puts them in a row; `bare` adds nothing. */
  layout?: 'stack' | 'inline' | 'bare' | undefined
  /** Warns before leaving with changes that were not sent. */
  guardLeave?: boolean | undefined
  /** Posts the form's fields here every few seconds; put an `AutosaveState` inside. */
  autosaveUrl?: string | undefined
  label?: string | undefined
  children: Child
}

/**
 * A POST form with its token and submission id. Checks are the server's alone (`novalidate`): one set
 * of sentences, shown at the field in the user's language.
 */
export function Form(props: FormProps) {
  const { layout = 'stack' } = props
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      class={classes('form', layout !== 'bare' && `form-${layout}`)}
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      novalidate
      aria-label={props.label}
      data-island={classes('busy', props.guardLeave && 'leave-guard', props.autosaveUrl && 'autosave')}
      data-url={props.autosaveUrl}
    >
      <input type="hidden" name="_csrf" value={props.frame.csrf} />
      <input type="hidden" name="submissionId" value={props.submissionId ?? randomUUID()} />
      {props.version === undefined ? null : (
        <input type="hidden" name="version" value={String(props.version)} />
      )}
      {props.children}
    </form>
  )
}

/** A search or filter form: GET, nothing hidden. With `autosubmit`, sends itself on change. */
export function FilterForm(props: {
  action: string
  label: string
  autosubmit?: boolean | undefined
  /** Id of the element that holds the results: with scripts they follow what is typed. */
  liveRegion?: string | undefined
  children: Child
}) {
  return (
    <form
      method="get"
      action={props.action}
      class="form form-filter"
      role="search"
      aria-label={props.label}
      data-island={props.liveRegion ? 'live-filter' : props.autosubmit ? 'autosubmit' : undefined}
      data-region={props.liveRegion}
    >
      {props.children}
    </form>
  )
}

/** One button that is a whole form: "Annuler", "Archiver", "Émettre". Takes `Button` as child. */
export function ActionForm(props: {
  action: string
  frame: Pick<Frame, 'csrf'>
  submissionId?: string | undefined
  version?: number | string | undefined
  fields?: Record<string, string> | undefined
  children: Child
}) {
  const { fields = {}, children, ...form } = props
  return (
    <Form {...form} layout="bare">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  )
}
