import { Form } from './form.tsx'
import { classes } from './classes.ts'
import type { Frame } from './frame.ts'
import { Icon, type IconName } from './icon.tsx'
import { uiText } from './text.ts'

export type MenuItem = {
  label: string
  icon?: IconName | undefined
  danger?: boolean | undefined
} & (
  | { href: string; dialog?: boolean | undefined }
  /** Posts at once; use it for what can be undone. */
  | { action: string; fields?: Record<string, string> | undefined }
)

/** Less frequent actions behind one button; a `<details>`, so it opens without JavaScript. */
export function Menu(props: {
  frame: Pick<Frame, 'lang' | 'csrf'>
  items: readonly MenuItem[]
  /** "Actions" when left out. */
  label?: string | undefined
  /** Shows the label beside the icon. */
  labelShown?: boolean | undefined
  icon?: IconName | undefined
}) {
  const label = props.label ?? uiText[props.frame.lang].actions
  return (
    <details class="menu" data-island="menu">
      <summary
        class={classes('button', 'button-secondary', !props.labelShown && 'button-icon')}
        aria-label={props.labelShown ? undefined : label}
        title={props.labelShown ? undefined : label}
      >
        {props.labelShown ? <span class="button-label">{label}</span> : null}
        <Icon name={props.icon ?? (props.labelShown ? 'chevron-down' : 'ellipsis')} />
      </summary>
      <ul class="menu-list">
        {props.items.map((item) => (
          <li>
            <MenuEntry item={item} frame={props.frame} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function MenuEntry({ item, frame }: { item: MenuItem; frame: Pick<Frame, 'csrf'> }) {
  const className = item.danger ? 'menu-item menu-item-danger' : 'menu-item'
  const content = (
    <>
      {item.icon ? <Icon name={item.icon} /> : null}
      <span>{item.label}</span>
    </>
  )
  if ('href' in item) {
    return (
      <a class={className} href={item.href} data-island={item.dialog ? 'dialog' : undefined}>
        {content}
      </a>
    )
  }
  return (
    <Form action={item.action} frame={frame} layout="bare">
      {Object.entries(item.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={className}>
        {content}
      </button>
    </Form>
  )
}
