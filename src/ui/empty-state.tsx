import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** An empty list: says what it is for and offers the first step. */
export function EmptyState(props: {
  icon: IconName
  title: string
  children?: Child | undefined
  /** A `LinkButton` or `Button`. */
  action?: Child | undefined
}) {
  return (
    <div class="empty-state">
      <span class="empty-state-icon">
        <Icon name={props.icon} size="large" />
      </span>
      <p class="empty-state-title">{props.title}</p>
      {props.children ? <p class="empty-state-text">{props.children}</p> : null}
      {props.action ? <div class="empty-state-action">{props.action}</div> : null}
    </div>
  )
}
