import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** One `primary` per page at most: the obvious next action. Secondary is the default. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined
  size?: 'small' | 'large' | undefined
  icon?: IconName | undefined
  /** Takes the whole width. */
  wide?: boolean | undefined
  /** Shows the icon alone; `children` is then the name read by screen readers and the tooltip. */
  iconOnly?: boolean | undefined
  /** Not on a phone, where the floating action does the same. */
  desktopOnly?: boolean | undefined
  children: Child
}

export type ButtonProps = Look & {
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  /** Id of a form elsewhere in the page. */
  form?: string | undefined
  /** Sends the form to another address. */
  formAction?: string | undefined
  disabled?: boolean | undefined
  id?: string | undefined
}

/** A submit button unless `type` says otherwise. */
export function Button(props: ButtonProps) {
  return (
    <button
      type={props.type ?? 'submit'}
      id={props.id}
      class={buttonClass(props)}
      name={props.name}
      value={props.value}
      form={props.form}
      formaction={props.formAction}
      disabled={props.disabled}
    >
      <ButtonContent {...props} />
    </button>
  )
}

export type LinkButtonProps = Look & {
  href: string
  id?: string | undefined
  /** Opens the page's main form in a dialog where the browser can; a plain link otherwise. */
  dialog?: boolean | undefined
  download?: boolean | undefined
  newTab?: boolean | undefined
}

export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      href={props.href}
      id={props.id}
      class={buttonClass(props)}
      data-island={props.dialog ? 'dialog' : undefined}
      download={props.download ? '' : undefined}
      target={props.newTab ? '_blank' : undefined}
      rel={props.newTab ? 'noopener noreferrer' : undefined}
    >
      <ButtonContent {...props} />
    </a>
  )
}

/**
 * Buttons side by side: wrap on narrow screens. `align="end"` for the foot of a form, `fill` for a page's own
 * actions: on a phone both fill their lines.
 */
export function ButtonRow(props: { align?: 'end' | undefined; fill?: boolean | undefined; children: Child }) {
  const { align, fill = align === 'end', children } = props
  return (
    <div class={classes('button-row', align === 'end' && 'button-row-end', fill && 'button-row-fill')}>
      {children}
    </div>
  )
}

export type SegmentedLink = {
  href: string
  label: string
  icon?: IconName | undefined
  current?: boolean | undefined
  labelHidden?: boolean | undefined
}

/** Links joined in one frame: views of a page, or previous / today / next. */
export function SegmentedLinks({ label, links }: { label: string; links: readonly SegmentedLink[] }) {
  return (
    <nav class="segmented" aria-label={label}>
      {links.map((link) => (
        <a
          class={classes('segmented-link', link.labelHidden && 'segmented-icon')}
          href={link.href}
          aria-current={link.current ? 'page' : undefined}
          aria-label={link.labelHidden ? link.label : undefined}
          title={link.labelHidden ? link.label : undefined}
        >
          {link.icon ? <Icon name={link.icon} /> : null}
          {link.labelHidden ? null : <span>{link.label}</span>}
        </a>
      ))}
    </nav>
  )
}

function buttonClass({ variant = 'secondary', size, wide, iconOnly, desktopOnly }: Look) {
  return classes(
    'button',
    `button-${variant}`,
    size && `button-${size}`,
    wide && 'button-wide',
    iconOnly && 'button-icon',
    desktopOnly && 'button-desktop',
  )
}

function ButtonContent({ icon, iconOnly, children }: Look) {
  return (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span class={iconOnly ? 'visually-hidden' : 'button-label'}>{children}</span>
    </>
  )
}
